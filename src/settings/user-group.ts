/** A Slack user group's id, which may stand in a rule where a role does: "S0615G0KT". */
export function isUserGroup(role: string): boolean {
  return /^S(?=[A-Z0-9]*\d)[A-Z0-9]{5,}$/.test(role);
}
