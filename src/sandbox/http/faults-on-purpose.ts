import * as v from 'valibot';
import { FAULT_CODES } from '../../service/fault';

const milliseconds = v.pipe(v.number(), v.minValue(0), v.maxValue(600_000));

const kinds = {
  /** A fault with this code takes the answer's place, before anything is done. */
  fault: v.object({ kind: v.literal('fault'), code: v.picklist(FAULT_CODES) }),
  /** The answer comes later, in milliseconds: so many, and more for what it holds. */
  latency: v.object({
    kind: v.literal('latency'),
    milliseconds,
    /** For each record that `returnCount` counts. */
    perRow: v.optional(milliseconds),
    /** For each 1,024 bytes. */
    perKilobyte: v.optional(milliseconds),
  }),
  /** The connection ends without an answer; the call has been carried out. */
  drop: v.object({ kind: v.literal('drop') }),
  /** The answer ends in the middle. */
  truncate: v.object({ kind: v.literal('truncate') }),
  /** An HTML page of a gateway comes in place of the answer, with status 502. */
  notXml: v.object({ kind: v.literal('notXml') }),
  /** The service's clock runs ahead: the timestamp is too old (20016) whatever it says. */
  expired: v.object({ kind: v.literal('expired') }),
};

/** When it applies: for the next calls, or for a share of all calls; of one operation or of any. */
const when = {
  /** For how many calls from now. Absent: for as long as it stands here. */
  next: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** The share of calls that it hits, from 0 to 1. Absent: every one. */
  share: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  /** The one operation that it hits. Absent: any. */
  operation: v.optional(v.string()),
};

/** One thing that goes wrong on purpose. */
export const faultOnPurposeSchema = v.variant('kind', [
  v.object({ ...kinds.fault.entries, ...when }),
  v.object({ ...kinds.latency.entries, ...when }),
  v.object({ ...kinds.drop.entries, ...when }),
  v.object({ ...kinds.truncate.entries, ...when }),
  v.object({ ...kinds.notXml.entries, ...when }),
  v.object({ ...kinds.expired.entries, ...when }),
]);

/** One thing that goes wrong on purpose. */
export type FaultOnPurpose = v.InferOutput<typeof faultOnPurposeSchema>;
