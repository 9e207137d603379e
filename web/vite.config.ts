import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Beside each file what a browser would rather have: compressed once here, not at every request. */
function compressed(): Plugin {
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  return {
    name: 'compressed',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const [fileName, part] of Object.entries(bundle)) {
          const content = Buffer.from(part.type === 'chunk' ? part.code : part.source);
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(content, best) });
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(content, { level: 9 }) });
        }
      },
    },
  };
}

/** `npm run dev` shows the page as it is edited, beside a server that runs here. */
const kalends = { target: process.env.KALENDS ?? 'http://127.0.0.1:8080', ws: true };

export default defineConfig({
  plugins: [svelte(), compressed()],
  build: {
    target: 'es2022',
    // Nothing of the page stands in the page: its content security policy forbids data: and inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
  },
  server: { host: '127.0.0.1', proxy: { '/api': kalends, '/docs': kalends, '/page.css': kalends, '/openapi.json': kalends } },
  test: { include: ['src/**/*.test.ts'], setupFiles: ['./older-node.ts'] },
});
