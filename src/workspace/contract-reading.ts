import { readInSteps, type WsdlResult } from '../contract/wsdl';
import type { WsdlFile } from '../contract/wsdl/files';

/** After so many milliseconds of reading, messages are let in: one may ask how far it is, or say that it is not wanted. */
const TURN = 30;

/** Reads WSDLs, one at a time, in a thread that answers meanwhile. */
export class ContractReading {
  /** From 0 to 1; undefined while nothing is being read. */
  progress: number | undefined;
  #wanted = 0;

  /** A later reading takes the place of one that is under way. */
  async read(files: readonly WsdlFile[]): Promise<WsdlResult> {
    const own = (this.#wanted += 1);
    const steps = readInSteps(files);
    let turned = performance.now();
    this.progress = 0;
    for (;;) {
      const { done, value } = steps.next();
      if (done) {
        this.progress = undefined;
        return value;
      }
      this.progress = value;
      if (performance.now() - turned < TURN) continue;
      await new Promise<void>((resolve) => setTimeout(resolve));
      if (own !== this.#wanted) return { ok: false, message: 'Reading the WSDL was cancelled.' };
      turned = performance.now();
    }
  }

  cancel() {
    this.#wanted += 1;
    this.progress = undefined;
  }
}
