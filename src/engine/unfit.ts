/** A task does not fit this code: a mistake of ours, or another version made the task. It is parked. */
export class Unfit extends Error {}
