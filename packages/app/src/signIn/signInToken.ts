/** Fragments never reach a server or its log, unlike paths and queries. */
const PREFIX = '#token=';

/**
 * Takes the token out of the address: it leaves the address bar and the history at once, whether it is good or not, so that
 * nobody can go back to it, bookmark it or copy it along.
 */
export function takeSignInToken(): string | undefined {
  const { hash, pathname, search } = window.location;
  if (!hash.startsWith(PREFIX)) {
    return undefined;
  }
  window.history.replaceState(window.history.state, '', `${pathname}${search}`);
  return hash.slice(PREFIX.length) || undefined;
}

let listener: ((token: string) => void) | undefined;

function takeLater() {
  const token = takeSignInToken();
  if (token !== undefined) {
    listener?.(token);
  }
}

/**
 * Calls the listener when another address is opened in this very tab, which changes the fragment and loads nothing.
 *
 * @returns what ends it; the address is cleaned from tokens ever after all the same, for those who are signed in already
 */
export function watchSignInTokens(
  onToken: (token: string) => void,
): () => void {
  listener = onToken;
  // Added again, the same function is listened to once.
  window.addEventListener('hashchange', takeLater);
  return () => {
    listener = undefined;
  };
}
