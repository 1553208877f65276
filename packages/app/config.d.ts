export interface Config {
  app?: {
    /**
     * How people sign in at the example portal: `sample-users` (the default)
     * as one of the sandbox's people, `local-user` by the address that
     * `npm start -- --kubeconfig FILE` prints.
     * @visibility frontend
     */
    signIn?: 'sample-users' | 'local-user';
  };
}
