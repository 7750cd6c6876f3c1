/** Which page of the guide is shown. */
export class GuideState {
  /** The operation that a link named; undefined shows the page of the open one. */
  named: string | undefined = $state();
  /** A link has just been followed: the page's heading takes the focus. */
  arriving = $state(false);

  /** Shows the page of an operation, or of the open one. */
  arrive(operation: string | undefined) {
    this.named = operation;
    this.arriving = true;
  }
}
