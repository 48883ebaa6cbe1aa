// Builds styles, scripts, fonts and the icon into static/build, from which Django collects them.
// Run it with `npm run build`; `npm run build -- --watch` builds again when a source changes.
import { cp, mkdir, readdir, rename, rm, watch, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import * as esbuild from "esbuild";
import * as sass from "sass";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const source = path.join(root, "static");
const built = path.join(source, "build");
// Made beside the finished files and put in their place at once: nobody is served half a build.
let target = path.join(root, "node_modules", ".portal-build");
const family = "atkinson-hyperlegible-next";

async function styles() {
  const entries = (await readdir(path.join(source, "styles"))).filter((name) => /^[^_].*\.scss$/.test(name));
  const importer = new sass.NodePackageImporter(path.join(root, "package.json"));
  for (const entry of entries) {
    const { css } = sass.compile(path.join(source, "styles", entry), {
      importers: [importer],
      style: "compressed",
      quietDeps: true,
    });
    await writeFile(path.join(target, "styles", entry.replace(/\.scss$/, ".css")), css + "\n");
  }
}

async function scripts() {
  const entries = (await readdir(path.join(source, "scripts"))).filter((name) => /^[^_].*\.js$/.test(name));
  await esbuild.build({
    entryPoints: entries.map((name) => path.join(source, "scripts", name)),
    outdir: path.join(target, "scripts"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    legalComments: "none",
    logLevel: "warning",
  });
}

async function fonts() {
  const files = path.join(root, "node_modules/@fontsource", family, "files");
  for (const subset of ["latin", "latin-ext"])
    for (const weight of [400, 700])
      for (const style of ["normal", "italic"]) {
        const name = `${family}-${subset}-${weight}-${style}.woff2`;
        await cp(path.join(files, name), path.join(target, "fonts", name));
      }
}

async function build() {
  for (const folder of ["styles", "scripts", "fonts", "images"]) await mkdir(path.join(target, folder), { recursive: true });
  await Promise.all([styles(), scripts(), fonts(), cp(path.join(source, "images"), path.join(target, "images"), { recursive: true })]);
}

async function keepBuilding() {
  for await (const change of watch(source, { recursive: true })) {
    if (!change.filename || change.filename.startsWith("build")) continue;
    await build().catch((error) => console.error(error.message));
  }
}

await rm(target, { recursive: true, force: true });
await build();
await rm(built, { recursive: true, force: true });
await rename(target, built);
target = built;
if (process.argv.includes("--watch")) await keepBuilding();
