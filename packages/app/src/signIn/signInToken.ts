/** Fragments never reach a server or its log, unlike paths and queries. */
const PREFIX = '#token=';

let hidden: string | undefined;
let listener: ((token: string) => void) | undefined;

/**
 * Takes the token out of the address: it leaves the address bar and the history at once, whether it is good or not, so that nobody
 * can go back to it, bookmark it or copy it along. To be called before the app starts: its router would remember the fragment and
 * bring it back with the first redirect.
 */
export function hideSignInToken(): void {
  const { hash, pathname, search } = window.location;
  if (hash.startsWith(PREFIX)) {
    window.history.replaceState(
      window.history.state,
      '',
      `${pathname}${search}`,
    );
    hidden = hash.slice(PREFIX.length) || undefined;
  }
}

/** The token that was hidden, once. */
export function takeSignInToken(): string | undefined {
  hideSignInToken();
  const token = hidden;
  hidden = undefined;
  return token;
}

function takeLater() {
  const token = takeSignInToken();
  if (token !== undefined) {
    // The router has heard of the fragment already; this makes it look at the address again.
    window.dispatchEvent(
      new PopStateEvent('popstate', { state: window.history.state }),
    );
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
