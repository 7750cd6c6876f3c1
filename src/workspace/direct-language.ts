import { operation as findOperation, type Contract } from '../contract/contract';
import { readRequest } from '../envelope/read';
import { revise, withAuthentication } from '../envelope/revise/revise';
import { readResponse } from '../response/read';
import type { LanguageService } from './language-service';

/** The language service in this very thread: what the worker runs, and what a test may use as it is. */
export function directLanguageService(contract: Contract): LanguageService {
  return {
    async readRequest(text) {
      const result = readRequest(text, contract);
      if (!result.ok)
        return {
          ok: false,
          message: result.problem.message,
          line: result.problem.line,
          column: result.problem.column,
        };
      const { operation, values, headers, extras, envelope } = result.request;
      return { ok: true, operation: operation?.name, bodyName: envelope.body?.name, values, headers, extras };
    },
    async revise(text, { operation, values, headers }) {
      const known = findOperation(contract, operation);
      if (!known) return { ok: false, message: `The contract has no operation ${operation}.` };
      return revise(text, contract, { operation: known, values, headers });
    },
    async authenticate(text, authentication) {
      return withAuthentication(text, contract, authentication);
    },
    async readResponse(text) {
      return readResponse(text, contract);
    },
    async format(text) {
      return text;
    },
  };
}
