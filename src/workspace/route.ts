import { INSPECTOR_TABS, type InspectorTab } from './view.svelte';

/*
 * What the page's address says after `#`. Every kind of address is read and written here and nowhere else.
 */

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
      /** Whose page; absent for that of the open operation. */
      readonly operation?: string;
    };

/**
 * Where an address leads: `#operation/getLead`, `#operation/getLead/code`, `#guide/getLead`, `#guide`. Undefined for one
 * that names no place of the page.
 */
export function readRoute(hash: string): PageRoute | undefined {
  const [kind, ...rest] = hash.replace(/^#/, '').split('/');
  if (kind === 'guide') {
    const operation = decode(rest.join('/'));
    return operation === '' ? { kind } : { kind, operation };
  }
  if (kind !== 'operation') return undefined;
  const tab = INSPECTOR_TABS.find((one) => rest.length > 1 && one === rest.at(-1));
  const operation = decode((tab ? rest.slice(0, -1) : rest).join('/'));
  if (operation === '') return undefined;
  return tab ? { kind, operation, tab } : { kind, operation };
}

/** The address of a place, from `#` on. */
export function writeRoute(route: PageRoute): string {
  const { kind, operation } = route;
  const parts = [kind, ...(operation === undefined ? [] : [encodeURIComponent(operation)])];
  if (route.kind === 'operation' && route.tab) parts.push(route.tab);
  return `#${parts.join('/')}`;
}

/** Goes to a place as a link to it does, also when the address names it already. */
export function goTo(route: PageRoute) {
  const hash = writeRoute(route);
  if (location.hash === hash) dispatchEvent(new HashChangeEvent('hashchange'));
  else location.hash = hash;
}

/** People type addresses, too: what is no percent-encoding is taken as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
