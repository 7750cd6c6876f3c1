import type { Contract } from '../contract/contract';
import type { AnswerReading } from '../response/answer-reader';
import type { ContractNote } from '../response/contract-notes';
import type { FetchedAnswer } from '../response/fetch-all';
import type { TreeIndex } from '../response/tree';

/**
 * The work on answers, which may be large. In the page it is done in a worker of its own, so that typing never waits for
 * it; a test may hand in the same functions directly.
 */
export interface AnswerService {
  /**
   * Reads an answer's rows and what comes after them. A later reading takes the place of one that is under way.
   *
   * @param request the text that the answer is to.
   * @returns undefined when it was given up.
   */
  read(text: string, request: string): Promise<AnswerReading | undefined>;
  /** Reads an answer that pages are fetched from. */
  readFetched(text: string, request: string): Promise<FetchedAnswer>;
  /** Gives up the reading that is under way. */
  cancel(): Promise<void>;
  /** @returns undefined when the text is no XML. */
  json(text: string): Promise<string | undefined>;
  tree(text: string): Promise<TreeIndex>;
  /** Where the answer is not as its contract says. */
  notes(text: string): Promise<readonly ContractNote[]>;
  /** Works with another contract from then on; without one, with Marketo's. */
  useContract(contract: Contract | undefined): Promise<void>;
}
