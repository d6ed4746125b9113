/** One thing that is due, under the key of its step. */
export interface Unit {
  key: string;
  run(): Promise<void>;
}
