/*
 * What is needed once there is an answer: fetched with the first one, since the form is usable before.
 */

export { describeCount } from '../response/counts';
export { FETCH_DEFAULTS, FetchAll } from '../response/fetch-all';
export { AnswerTable } from '../response/table';
