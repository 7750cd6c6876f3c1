import { about, fileStem, secret } from './about';
import { planOf, type Plan } from './plan';
import type { SnippetKind, SnippetOptions, SnippetRequest } from './snippet';
import { misfitReason, typedRequest, type TypedRequest } from './typed';

/** What a kind that writes a program says of itself. */
interface ProgramFacts extends Pick<
  SnippetKind,
  'id' | 'language' | 'label' | 'needs' | 'verified' | 'fileName' | 'run'
> {
  /** A line as a comment. */
  comment(line: string): string;
}

/** A program that sends the envelope itself. */
interface PlainHttpProgram extends ProgramFacts {
  /** A sentence that says why this language can't hold the request; undefined when it can. */
  refusal?(plan: Plan): string | undefined;
  /** @param header the comment that it opens with. */
  program(plan: Plan, header: readonly string[]): string;
}

/** A program that gives typed data to a SOAP library, which reads the service's WSDL. */
interface LibraryProgram extends ProgramFacts {
  readonly library: string;
  /** Whether the library refuses values that don't fit their types. */
  readonly isStrict: boolean;
  /** What its reader should know beside the usual. */
  notes?(request: SnippetRequest): readonly string[];
  /** @param header the comment that it opens with. */
  program(
    request: SnippetRequest,
    options: SnippetOptions,
    typed: TypedRequest,
    header: readonly string[],
  ): string;
}

/** A kind whose programs sign each request and send it over plain HTTP. */
export function plainHttp({ refusal, program, comment, ...facts }: PlainHttpProgram): SnippetKind {
  const kind: SnippetKind = {
    ...facts,
    signs: true,
    pages: true,
    stack: 'Plain HTTP',
    write(request, options = {}) {
      const result = planOf(request, options);
      if (!result.ok) return result;
      const reason = refusal?.(result.plan);
      if (reason !== undefined) return { ok: false, reason };
      const header = about(kind, request, options).map(comment);
      return { ok: true, text: program(result.plan, header), notes: [] };
    },
  };
  return kind;
}

/** A kind whose programs sign each request and leave the envelope to a SOAP library. */
export function onLibrary(description: LibraryProgram): SnippetKind {
  const { library, isStrict, notes, program, comment, ...facts } = description;
  const kind: SnippetKind = {
    ...facts,
    signs: true,
    pages: true,
    stack: 'SOAP library',
    write(request, options = {}) {
      const typed = typedRequest(request);
      if (!typed.ok) return typed;
      if (isStrict && typed.misfits.length > 0)
        return { ok: false, reason: misfitReason(library, typed.misfits) };
      const header = about(kind, request, options).map(comment);
      return {
        ok: true,
        text: program(request, options, typed, header),
        notes: [...(notes?.(request) ?? []), notRead(library)],
      };
    },
  };
  return kind;
}

/** What a program without an envelope is no good for. */
function notRead(library: string): string {
  return `${library} makes the envelope as the program runs, so Import can’t read this program back. The Plain HTTP kinds it can.`;
}

/** A comment behind two slashes. */
export const slashes = (line: string) => `// ${line}`;

/** A comment behind a hash. */
export const hash = (line: string) => `# ${line}`;

/** The file's name and the command of a program that one command runs: `bash`, `sh`. */
export function script(command: string, extension: string): Pick<SnippetKind, 'fileName' | 'run'> {
  const fileName = (operation: string) => `${fileStem(operation)}.${extension}`;
  return {
    fileName,
    run: (operation, options) => `${secret(options)}${command} ${fileName(operation)}`,
  };
}
