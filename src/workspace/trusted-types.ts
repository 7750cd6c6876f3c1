interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/**
 * Where the browser enforces Trusted Types, lets this page's own scripts start as workers, and nothing else: markup and
 * script text stay refused, and so does a script from anywhere else.
 */
export function allowOwnScripts() {
  const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (new URL(url, document.baseURI).origin === location.origin) return url;
      throw new TypeError(`A script from ${url} is not allowed here.`);
    },
  });
}
