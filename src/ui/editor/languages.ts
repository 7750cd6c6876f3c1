/** Loads the colours of a language when it is first needed; Monaco itself brings only XML's. */
const loaders: Readonly<Record<string, () => Promise<unknown>>> = {
  bat: () => import('monaco-editor/languages/definitions/bat/register'),
  csharp: () => import('monaco-editor/languages/definitions/csharp/register'),
  go: () => import('monaco-editor/languages/definitions/go/register'),
  java: () => import('monaco-editor/languages/definitions/java/register'),
  javascript: () => import('monaco-editor/languages/definitions/javascript/register'),
  perl: () => import('monaco-editor/languages/definitions/perl/register'),
  php: () => import('monaco-editor/languages/definitions/php/register'),
  powershell: () => import('monaco-editor/languages/definitions/powershell/register'),
  python: () => import('monaco-editor/languages/definitions/python/register'),
  ruby: () => import('monaco-editor/languages/definitions/ruby/register'),
  shell: () => import('monaco-editor/languages/definitions/shell/register'),
};

/** Makes sure that a language has its colours; one without a definition here is shown as plain text. */
export async function loadLanguage(language: string): Promise<void> {
  await loaders[language]?.();
}
