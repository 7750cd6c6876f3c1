import { operation as findOperation, type Contract } from '../contract/contract';
import { missingFiles } from '../contract/wsdl';
import { readRequest } from '../envelope/read';
import { revise, withAuthentication } from '../envelope/revise/revise';
import { check, fixAll } from '../language/check';
import { complete } from '../language/complete/complete';
import { format } from '../language/format';
import { hover } from '../language/hover';
import { locate, pathAt } from '../language/locate';
import { outline } from '../language/outline';
import { recognise } from '../paste/recognise';
import { readResponse, summariseResponse } from '../response/read';
import { ContractReading } from './contract-reading';
import type { LanguageService } from './language-service';

/** The language service in this very thread: what the worker runs, and what a test may use as it is. */
export function directLanguageService(initial: Contract): LanguageService {
  let contract = initial;
  const reading = new ContractReading();
  return {
    async readRequest(text) {
      const result = readRequest(text, contract);
      if (!result.ok) {
        const { message, line, column } = result.problem;
        return { ok: false, message, line, column };
      }
      const { operation, values, headers, extras, envelope } = result.request;
      return { ok: true, operation: operation?.name, bodyName: envelope.body?.name, values, headers, extras };
    },
    async revise(text, { operation, values, headers }) {
      const known = findOperation(contract, operation);
      if (!known)
        return {
          ok: false,
          reason: 'other-operation',
          message: `The contract has no operation ${operation}.`,
        };
      return revise(text, contract, { operation: known, values, headers });
    },
    async authenticate(text, authentication) {
      return withAuthentication(text, contract, authentication);
    },
    async readResponse(text) {
      return readResponse(text, contract);
    },
    async summariseResponse(text) {
      return summariseResponse(text, contract);
    },
    async check(text, context) {
      return check(text, contract, context);
    },
    async fixAll(text, context) {
      return fixAll(text, contract, context);
    },
    async complete(text, offset, context) {
      return complete(text, offset, contract, context);
    },
    async hover(text, offset) {
      return hover(text, offset, contract);
    },
    async outline(text) {
      return outline(text);
    },
    async format(text) {
      return format(text);
    },
    async locate(text, field) {
      return locate(text, contract, field);
    },
    async pathAt(text, offset) {
      return pathAt(text, contract, offset);
    },
    async recognise(text) {
      return recognise(text);
    },
    async loadContract(wsdl) {
      const result = await reading.read(typeof wsdl === 'string' ? [{ name: '', text: wsdl }] : wsdl);
      if (result.ok) contract = result.contract;
      return result;
    },
    async contractProgress() {
      return reading.progress;
    },
    async cancelContract() {
      reading.cancel();
    },
    async missingFiles(files) {
      return missingFiles(files);
    },
    async resetContract() {
      contract = initial;
      return contract;
    },
  };
}
