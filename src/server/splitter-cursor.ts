import type { Plugin } from 'vite';

const FROM = 'element.innerHTML =';

/**
 * While a splitter is dragged, paneforge writes a style sheet as markup, which the page's Trusted Types refuse. As text it
 * does the same. A version of paneforge without that place fails the build, so that this does not outlive its reason.
 */
export function splitterCursor(): Plugin {
  return {
    name: 'splitter-cursor',
    transform: {
      filter: { id: /paneforge\/dist\/internal\/utils\/style\.js/ },
      handler(code) {
        if (!code.includes(FROM)) this.error('paneforge no longer writes its cursor as markup: remove this.');
        return { code: code.replace(FROM, 'element.textContent ='), map: null };
      },
    },
  };
}
