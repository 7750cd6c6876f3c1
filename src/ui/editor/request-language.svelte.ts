import type { Completion } from '../../language/completion';
import type { FieldPlace } from '../../language/locate';
import type { OutlineSymbol } from '../../language/outline';
import type { Problem } from '../../language/problem';
import { textMate } from '../../language/snippet';
import { readRoute } from '../../workspace/route';
import type { Workspace } from '../../workspace/workspace.svelte';
import type { TextRange } from '../../xml/placed';
import { hoverText } from './hover-text';
import type { EditorHandle, Monaco } from './models';

type Model = ReturnType<Monaco['editor']['createModel']>;

const OWNER = 'playground';

/** What the request's editor can do beyond typing. */
export interface RequestLanguageOptions {
  readonly workspace: Workspace;
  /** Shows a field of the form. */
  readonly onfield: (field: FieldPlace) => void;
  /** Something was pasted that is more than a piece of a request. @returns true when it was taken. */
  readonly onpaste: (text: string) => boolean;
}

/**
 * Joins Monaco and the language functions for the request's editor: completion, help, problems with fixes, outline and
 * formatting. It only translates; what is known about requests stands in `src/language`.
 */
export function requestLanguage(
  { monaco, editor }: EditorHandle,
  options: RequestLanguageOptions,
): () => void {
  const { workspace } = options;
  const { language } = workspace;
  const own = (model: Model) => editor.getModel() === model;
  const rangeIn = (model: Model, { start, end }: TextRange) =>
    monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
  const editIn = (model: Model, edit: TextRange & { text: string }) => ({
    range: rangeIn(model, edit),
    text: edit.text,
  });

  const gutter = editor.createDecorationsCollection();
  $effect(() => {
    const { list, text } = workspace.problems;
    const model = editor.getModel();
    if (!model || model.getValue() !== text) return;
    gutter.set(gutterMarks(monaco, model, list));
    monaco.editor.setModelMarkers(
      model,
      OWNER,
      list.map((problem) => marker(monaco, model, problem)),
    );
  });

  const registered = [
    monaco.languages.registerCompletionItemProvider('xml', {
      triggerCharacters: ['<', '/', ' ', '"', "'", '>', ':'],
      async provideCompletionItems(model, position) {
        if (!own(model)) return null;
        const found = await language.complete(
          model.getValue(),
          model.getOffsetAt(position),
          workspace.context,
        );
        return {
          suggestions: found.map((completion) => ({
            label: { label: completion.label, description: completion.detail },
            kind: completionKind(monaco, completion.kind),
            documentation: completion.documentation,
            insertText: textMate(completion.insert),
            insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
            range: rangeIn(model, completion.range),
            additionalTextEdits: completion.also.map((edit) => editIn(model, edit)),
            filterText: model.getValueInRange(rangeIn(model, completion.range)).startsWith('<')
              ? `<${completion.label.replace(/^<\/?/, '')}`
              : undefined,
            sortText: completion.sort,
          })),
        };
      },
    }),
    monaco.languages.registerHoverProvider('xml', {
      async provideHover(model, position) {
        if (!own(model)) return null;
        const help = await language.hover(model.getValue(), model.getOffsetAt(position));
        return help ? { range: rangeIn(model, help.range), contents: hoverText(help) } : null;
      },
    }),
    monaco.languages.registerCodeActionProvider('xml', {
      provideCodeActions(model, range) {
        if (!own(model) || model.getValue() !== workspace.problems.text)
          return { actions: [], dispose: () => undefined };
        const here = workspace.problems.list.filter((problem) =>
          monaco.Range.areIntersectingOrTouching(rangeIn(model, problem.range), range),
        );
        const actions = here.flatMap((problem) =>
          problem.fixes.map((fix) => ({
            title: fix.title,
            kind: 'quickfix',
            isPreferred: !fix.alone && problem.fixes.length === 1,
            diagnostics: [marker(monaco, model, problem)],
            edit: {
              edits: fix.edits.map((edit) => ({
                resource: model.uri,
                versionId: model.getVersionId(),
                textEdit: editIn(model, edit),
              })),
            },
          })),
        );
        return { actions, dispose: () => undefined };
      },
    }),
    monaco.languages.registerDocumentSymbolProvider('xml', {
      async provideDocumentSymbols(model) {
        if (!own(model)) return [];
        return (await language.outline(model.getValue())).map((symbol) =>
          toSymbol(monaco, model, symbol, rangeIn),
        );
      },
    }),
    monaco.languages.registerDocumentFormattingEditProvider('xml', {
      async provideDocumentFormattingEdits(model) {
        return (await language.format(model.getValue())).map((edit) => editIn(model, edit));
      },
    }),
    // Without this, Monaco takes the address for a file's and opens nothing.
    monaco.editor.registerLinkOpener({
      open({ authority, fragment }) {
        const route = authority === '' ? readRoute(fragment) : undefined;
        if (!route) return false;
        editor.trigger('link', 'editor.action.hideHover', {});
        workspace.follow(route);
        return true;
      },
    }),
    editor.addAction({
      id: 'playground.help',
      label: 'Show the help for what is at the cursor',
      // Monaco's own key for it begins with Ctrl+K, which is the page's search.
      keybindings: [monaco.KeyCode.F2],
      run: () => editor.trigger('keyboard', 'editor.action.showHover', { focus: 'autoFocusImmediately' }),
    }),
    editor.addAction({
      id: 'playground.goToField',
      label: 'Go to the field in the form',
      keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyMod.Alt | monaco.KeyCode.KeyG],
      contextMenuGroupId: 'navigation',
      async run() {
        const model = editor.getModel();
        const position = editor.getPosition();
        if (!model || !position) return;
        const field = await language.pathAt(model.getValue(), model.getOffsetAt(position));
        if (field) options.onfield(field);
      },
    }),
    editor.addAction({
      id: 'playground.fixAll',
      label: 'Fix everything that has one right answer',
      keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyMod.Alt | monaco.KeyCode.Period],
      contextMenuGroupId: '1_modification',
      run: async () => void (await workspace.fixAll()),
    }),
  ];

  const node = editor.getContainerDomNode();
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!options.onpaste(text)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  node.addEventListener('paste', paste, true);

  return () => {
    node.removeEventListener('paste', paste, true);
    for (const one of registered) one.dispose();
  };
}

/** One mark for each line that has problems; an error is marked before advice, and tints its line. */
function gutterMarks(monaco: Monaco, model: Model, list: readonly Problem[]) {
  const errors = new Set(list.filter(isError).map(({ range }) => lineOf(model, range)));
  const lines = [...new Set(list.map(({ range }) => lineOf(model, range)))];
  return lines.map((line) => ({
    range: new monaco.Range(line, 1, line, 1),
    options: {
      isWholeLine: true,
      linesDecorationsClassName: errors.has(line) ? 'playground-mark-error' : 'playground-mark-advice',
      ...(errors.has(line) && { className: 'playground-line-error' }),
    },
  }));
}

const isError = ({ severity }: Problem) => severity === 'error';
const lineOf = (model: Model, { start }: TextRange) => model.getPositionAt(start).lineNumber;

function marker(monaco: Monaco, model: Model, problem: Problem) {
  const start = model.getPositionAt(problem.range.start);
  const end = model.getPositionAt(Math.max(problem.range.end, problem.range.start + 1));
  return {
    severity: problem.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
    message: problem.message,
    code: problem.code,
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  };
}

function completionKind(monaco: Monaco, kind: Completion['kind']) {
  const kinds = monaco.languages.CompletionItemKind;
  switch (kind) {
    case 'attribute':
      return kinds.Property;
    case 'type':
      return kinds.Class;
    case 'value':
      return kinds.EnumMember;
    case 'snippet':
    case 'request':
      return kinds.Snippet;
    default:
      return kinds.Field;
  }
}

function toSymbol(
  monaco: Monaco,
  model: Model,
  symbol: OutlineSymbol,
  rangeIn: (model: Model, range: TextRange) => InstanceType<Monaco['Range']>,
): ReturnType<typeof symbolOf> {
  return symbolOf(monaco, symbol, rangeIn(model, symbol.range), rangeIn(model, symbol.selection), () =>
    symbol.children.map((child) => toSymbol(monaco, model, child, rangeIn)),
  );
}

function symbolOf(
  monaco: Monaco,
  { name, detail }: OutlineSymbol,
  range: InstanceType<Monaco['Range']>,
  selectionRange: InstanceType<Monaco['Range']>,
  children: () => unknown[],
) {
  return {
    name,
    detail,
    kind: monaco.languages.SymbolKind.Field,
    tags: [],
    range,
    selectionRange,
    children: children() as never[],
  };
}
