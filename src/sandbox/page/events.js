/**
 * What the page does with the workspace's events. Conversations are read again rather than patched, so that what is
 * drawn is always what the workspace holds.
 * @param {import('./app.js').App} app
 * @param {object} panes
 * @returns {(event: import('./types.js').PageEvent) => void}
 */
export function eventHandler(app, { modal, main, thread, homePane, records, drawSidebar }) {
  const handlers = {
    message: channelEvent,
    message_changed: channelEvent,
    message_deleted: channelEvent,
    ephemeral: channelEvent,
    view_opened: (event) => modal.opened(event.view),
    view_updated: (event) => modal.updated(event.view),
    view_closed: (event) => modal.closed(event.viewId),
    home: (event) => app.where.kind === 'home' && homePane.draw(event.view),
    records: () => void records.refresh(),
  };

  function channelEvent(event) {
    const here = app.where.kind !== 'home' && event.channel === app.where.id;
    if (here) {
      void main.refresh();
      if (app.thread) void thread.refresh();
      return;
    }
    const isNew = event.type === 'message' || event.type === 'ephemeral';
    if (!isNew || event.message.user === app.me || app.unread.has(event.channel)) return;
    app.unread.add(event.channel);
    drawSidebar();
  }

  return (event) => {
    if (event.type !== 'records') app.settle();
    handlers[event.type]?.(event);
  };
}
