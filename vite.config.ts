import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { precompileContract } from './src/server/precompile';
import { pageBuilt } from './src/server/page-built';
import { playgroundServer } from './src/server/plugin';
import { sandboxFile } from './src/server/sandbox-file';
import { securityPolicy } from './src/server/security-policy';
import { splitterCursor } from './src/server/splitter-cursor';

const port = Number(process.env.PORT ?? 5173);

export default defineConfig({
  base: './',
  // Hosts that the proxy may call, besides the sandbox, are listed in `allow`; PROXY_ALLOW adds to them.
  plugins: [
    svelte(),
    precompileContract(),
    splitterCursor(),
    securityPolicy(),
    playgroundServer({ allow: [] }),
    sandboxFile(),
    pageBuilt(),
  ],
  server: { host: '127.0.0.1', port, strictPort: true },
  preview: { host: '127.0.0.1', port, strictPort: true },
  worker: { format: 'es', plugins: () => [precompileContract()] },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      checks: { pluginTimings: false },
      // Importing what reads XML does nothing by itself: a script that calls nothing in it does not load it.
      treeshake: {
        moduleSideEffects: [{ test: /src\/xml\/|node_modules\/fast-xml-parser\//, sideEffects: false }],
      },
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          // Monaco is one lazy script; only the colours of languages other than XML come apart from it.
          groups: [
            { name: 'monaco', test: /monaco-editor\/esm\/(?!vs\/languages\/definitions\/(?!xml|_))/ },
            // Parts of the page that are opened later parse XML; the page's first script does not.
            {
              name: 'xml-parser',
              test: /src\/xml\/parse|node_modules\/(fast-xml-parser|xml-naming|is-unsafe|@nodable|path-expression-matcher|strnum|anynum)\//,
            },
            // What loads before the form is usable is packed as one: in pieces it would be larger.
            { name: 'page', tags: ['$initial'] },
          ],
        },
      },
    },
  },
});
