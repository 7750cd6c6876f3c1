import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const PAGE = fileURLToPath(new URL('../../index.html', import.meta.url));

/**
 * What the built page may do: run its own scripts and workers, and talk to its own origin. No eval, no markup from
 * strings (Trusted Types); of scripts within the page only those that `index.html` has, by their digests. Monaco writes its
 * styles into the page, hence the one exception.
 */
const POLICY = [
  "default-src 'none'",
  ["script-src 'self'", ...inlineScripts(readFileSync(PAGE, 'utf8'))].join(' '),
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** The scripts that stand in a page, each as a source of the policy (CSP 3, section 2.3.1). */
function inlineScripts(page: string): string[] {
  // A browser takes each line end as LF.
  return [...page.replaceAll('\r\n', '\n').matchAll(/<script>(.*?)<\/script>/gs)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
}

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
