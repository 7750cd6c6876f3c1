import type { Context, Problem } from '../language/problem';
import type { LanguageService } from './language-service';

/** How long typing pauses before the text is looked at, in milliseconds. */
const PAUSE = 200;

/** Each kind in the order of the text. */
function errorsFirst(list: readonly Problem[]): readonly Problem[] {
  const of = (severity: Problem['severity']) => list.filter((problem) => problem.severity === severity);
  return [...of('error'), ...of('advice')];
}

/** What is wrong or doubtful in the request's text. It follows the text a moment behind. */
export class Problems {
  readonly #service: LanguageService;
  readonly #context: () => Context;
  list: readonly Problem[] = $state.raw([]);
  /** The text that the list is about. */
  text = $state.raw('');
  /** False when nobody could check the text. */
  checked = $state(true);
  #run = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(service: LanguageService, context: () => Context) {
    this.#service = service;
    this.#context = context;
  }

  get errors(): number {
    return this.list.filter(({ severity }) => severity === 'error').length;
  }

  get advice(): number {
    return this.list.length - this.errors;
  }

  /** Looks at a text when typing pauses; the latest text wins. */
  look(text: string) {
    const run = ++this.#run;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const list = await this.#service.check(text, this.#context());
      if (run !== this.#run) return;
      this.checked = list !== undefined;
      this.list = errorsFirst(list ?? []);
      this.text = text;
    }, PAUSE);
  }
}
