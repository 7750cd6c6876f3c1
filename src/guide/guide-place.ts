/** A page of the guide. */
export type GuidePlace =
  | { readonly kind: 'operation'; readonly name: string }
  | { readonly kind: 'contents' }
  | { readonly kind: 'recipe'; readonly id: string }
  | { readonly kind: 'concept'; readonly id: string }
  | { readonly kind: 'fault'; readonly code: string };

/**
 * Reads what stands after `#guide/` in an address: `getLead`, `recipe/fast-leads`, `concept/signature`, `fault/20014`,
 * `contents`. No operation's name has a slash in it (it is an NCName), and one called contents would be read as the contents.
 */
export function readGuidePlace(page: string): GuidePlace {
  if (page === 'contents') return { kind: 'contents' };
  const slash = page.indexOf('/');
  const rest = page.slice(slash + 1);
  switch (slash < 0 ? '' : page.slice(0, slash)) {
    case 'recipe':
      return { kind: 'recipe', id: rest };
    case 'concept':
      return { kind: 'concept', id: rest };
    case 'fault':
      return { kind: 'fault', code: rest };
    default:
      return { kind: 'operation', name: page };
  }
}

/** The page's name in an address; `readGuidePlace` reads it. */
export function writeGuidePlace(place: GuidePlace): string {
  switch (place.kind) {
    case 'operation':
      return place.name;
    case 'contents':
      return 'contents';
    case 'fault':
      return `fault/${place.code}`;
    default:
      return `${place.kind}/${place.id}`;
  }
}
