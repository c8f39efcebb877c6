// Builds static/dist: app.css, app.js, portal.js, charts.js, visits.js, favicon.svg. Run by scripts/assets.py.
import { copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { compile } from 'sass';
import { checkContrast } from './contrast.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, '..', 'static', 'dist');
const target = ['chrome100', 'edge100', 'firefox100', 'safari15'];

await checkContrast(join(here, 'css', '_theme.scss'));
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const { css } = compile(join(here, 'css', 'app.scss'), { loadPaths: [join(here, 'node_modules')], quietDeps: true });
await writeFile(join(dist, 'app.css'), (await transform(css, { loader: 'css', minify: true, target })).code);
for (const name of ['app', 'portal', 'charts', 'visits']) {
  await build({
    entryPoints: [join(here, 'js', `${name}.js`)],
    outfile: join(dist, `${name}.js`),
    bundle: true, minify: true, format: 'esm', charset: 'utf8', legalComments: 'eof', logLevel: 'warning', target,
  });
}
await copyFile(join(here, 'favicon.svg'), join(dist, 'favicon.svg'));

const budgets = { 'app.css': 250, 'app.js': 200, 'portal.js': 40, 'charts.js': 600, 'visits.js': 20 };
for (const [name, most] of Object.entries(budgets)) {
  const { size } = await stat(join(dist, name));
  console.log(`${name} ${Math.round(size / 1024)} kB`);
  if (size > most * 1024) throw new Error(`${name} is larger than its budget of ${most} kB.`);
}
