// What `checkParameters` has passed is read as every other content is, and dates as the service read them.
export * from '../../envelope/contents';
export { instantValue } from '../../service/time';
