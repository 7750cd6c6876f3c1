import { INSPECTOR_TABS, type InspectorTab } from './view.svelte';

/*
 * What the page's address says after `#`. Every kind of address is read and written here and nowhere else.
 */

/** How the hash of a shared link begins. */
export const SHARED_PREFIX = '#share=';

/** A place in the page that an address can name. */
export type PageRoute =
  | {
      readonly kind: 'operation';
      readonly operation: string;
      /** The open tab of the inspector; absent while it is closed. */
      readonly tab?: InspectorTab;
    }
  | {
      readonly kind: 'guide';
      /** The page's name (`readGuidePlace` says what it can be); absent for that of the open operation. */
      readonly page?: string;
    }
  /** A shared request: `src/workspace/kept/share.ts` reads it. */
  | { readonly kind: 'shared'; readonly hash: string };

/**
 * Where an address leads: `#operation/getLead`, `#operation/getLead/code`, `#guide/getLead`, `#guide/fault/20014`, `#guide`.
 * Undefined for one that names no place of the page.
 */
export function readRoute(hash: string): PageRoute | undefined {
  if (hash.startsWith(SHARED_PREFIX)) return { kind: 'shared', hash };
  const [kind, ...rest] = hash.replace(/^#/, '').split('/');
  if (kind === 'guide') {
    const page = rest.map(decode).join('/');
    return page === '' ? { kind } : { kind, page };
  }
  if (kind !== 'operation') return undefined;
  const tab = INSPECTOR_TABS.find((one) => rest.length > 1 && one === rest.at(-1));
  const operation = decode((tab ? rest.slice(0, -1) : rest).join('/'));
  if (operation === '') return undefined;
  return tab ? { kind, operation, tab } : { kind, operation };
}

/** The address of a place, from `#` on. */
export function writeRoute(route: PageRoute): string {
  if (route.kind === 'shared') return route.hash;
  const parts: string[] = [route.kind];
  // The slashes in the name of a guide's page part its address, too.
  if (route.kind === 'guide') parts.push(...(route.page?.split('/') ?? []).map(encodeURIComponent));
  else parts.push(encodeURIComponent(route.operation), ...(route.tab ? [route.tab] : []));
  return `#${parts.join('/')}`;
}

/** People type addresses, too: what is no percent-encoding is taken as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
