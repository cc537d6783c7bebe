/** The task and the code do not fit: a mistake of ours, or another version's task. It must not take the worker down. */
export class Unfit extends Error {}
