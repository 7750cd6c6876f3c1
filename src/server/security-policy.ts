import type { Plugin } from 'vite';

/**
 * What the built page may do: run its own scripts and workers, and talk to its own origin. No eval, no markup from
 * strings (Trusted Types). Monaco writes its styles into the page, hence the one exception.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/**
 * Headers for everything that our own servers answer beside the services. A frame around the page can be forbidden only
 * here: a meta tag can't. The dev server's page is in many pieces that Vite changes while it runs, so the rest of the
 * policy is for what was built.
 */
export function pageHeaders(kind: 'dev' | 'preview'): Readonly<Record<string, string>> {
  const frames = "frame-ancestors 'none'";
  return {
    'Content-Security-Policy': kind === 'dev' ? frames : `${POLICY}; ${frames}`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}

/** Writes the policy into the built page, so that it holds wherever the files are hosted. */
export function securityPolicy(): Plugin {
  return {
    name: 'security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
