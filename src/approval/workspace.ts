/** What the way asks of Slack about people; its own words, so that the client's can change. */

/** Who there is in the workspace. Each may throw VendorFailure. */
export interface Workspace {
  /** null: nobody here has this id. */
  person(id: string): Promise<WorkspacePerson | null>;
  /** User ids; null: there is no such group. */
  group(id: string): Promise<readonly string[] | null>;
  /** User ids of who is in a channel. */
  members(channel: string): Promise<readonly string[]>;
}

export interface WorkspacePerson {
  name: string;
  /** Without @. */
  handle?: string;
  deactivated: boolean;
  bot: boolean;
  guest: boolean;
  /** What they say of themselves in their profile. */
  status?: SlackStatus | null;
}

export interface SlackStatus {
  /** ":palm_tree:", or blank. */
  emoji: string;
  text: string;
  /** When Slack clears it; null where it does not. */
  until: Date | null;
}
