import type { Contract } from '../contract/contract';
import { readAnswer, readFetched } from '../response/answer-reader';
import { contractNotes } from '../response/contract-notes';
import { answerJson } from '../response/json';
import { indexTree } from '../response/tree';
import type { AnswerService } from './answer-service';

/** Work on answers in this very thread: what the worker runs, and what a test may use as it is. */
export function directAnswers(initial: Contract): AnswerService {
  let contract = initial;
  let wanted = 0;
  /** Lets messages in: one of them may say that the reading is no longer wanted. */
  const turn = () => new Promise<void>((resolve) => setTimeout(resolve));
  return {
    async read(text, request) {
      const own = (wanted += 1);
      return readAnswer(text, request, contract, async () => {
        await turn();
        return own === wanted;
      });
    },
    async readFetched(text, request) {
      return readFetched(text, request, contract, async () => {
        await turn();
        return true;
      });
    },
    async cancel() {
      wanted += 1;
    },
    async json(text) {
      return answerJson(text, contract);
    },
    async tree(text) {
      return indexTree(text);
    },
    async notes(text) {
      return contractNotes(text, contract);
    },
    async useContract(other) {
      contract = other ?? initial;
    },
  };
}
