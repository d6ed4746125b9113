/**
 * The shapes the page works with. What travels over the wire is described once, in ../slack/page-api.ts.
 *
 * @typedef {import('../slack/page-api.ts').PageState} PageState
 * @typedef {import('../slack/page-api.ts').PageChannel} Channel
 * @typedef {import('../slack/page-api.ts').PageCommand} Command
 * @typedef {import('../slack/page-api.ts').PageMessage} Message
 * @typedef {import('../slack/page-api.ts').PageView} View
 * @typedef {import('../slack/page-api.ts').PageEvent} PageEvent
 * @typedef {import('../slack/page-api.ts').PageOutcome} PageOutcome
 * @typedef {import('../slack/page-api.ts').PageAction} Action
 * @typedef {import('../slack/page-api.ts').StateValues} Values
 * @typedef {import('../slack/page-api.ts').StateValue} StateValue
 * @typedef {import('../slack/page-api.ts').RecordPanel} RecordPanel
 * @typedef {import('../slack/page-api.ts').RecordTable} RecordTable
 * @typedef {import('../slack/page-api.ts').RecordRow} RecordRow
 *
 * @typedef {{ id: string, name: string, title: string, isBot: boolean, hue: number, initials: string }} Person
 * @typedef {Record<string, any> & { type: string }} Block Block Kit, as the bot sent it.
 * @typedef {{ type: string, text: string, emoji?: boolean }} TextObject
 * @typedef {{ title?: TextObject, text?: TextObject, confirm?: TextObject, deny?: TextObject, style?: string }} Confirm
 *
 * @typedef {{ channel?: string, messageTs?: string, viewId?: string, ephemeral?: boolean }} Place
 *   Where an interactive element stands; sent back with the action.
 *
 * @typedef {object} RenderContext What a block needs to draw itself and to answer.
 * @property {Map<string, Person>} people
 * @property {Map<string, Channel>} channels
 * @property {Place} place
 * @property {Values} values Filled by inputs as the person types.
 * @property {boolean} inModal
 * @property {(action: Action, element: HTMLElement) => Promise<void>} act
 *
 * @typedef {{ kind: 'channel' | 'dm' | 'home', id: string }} Where What the main column shows.
 */

export {};
