import OAuthClient from 'intuit-oauth';
import { describe, expect, it } from 'vitest';
import type { QuickBooksStandIn } from '../../src/sandbox/quickbooks/stand-in.ts';
import { connect, connection, invoice, REALM, refresh, refusal, start } from './quickbooks.support.ts';

function oauthClient(standIn: QuickBooksStandIn, clientSecret = 'secret'): OAuthClient {
  const client = new OAuthClient({
    clientId: 'client',
    clientSecret,
    environment: 'sandbox',
    redirectUri: 'http://localhost/callback',
  });
  client.setAuthorizeURLs({
    authorizeEndpoint: `${standIn.url}/connect/oauth2`,
    tokenEndpoint: standIn.tokenUrl,
    revokeEndpoint: standIn.revokeUrl,
    userInfoEndpoint: `${standIn.url}/userinfo`,
  });
  return client;
}

describe('access to the QuickBooks stand-in', () => {
  it('is given for the first refresh token, with the lifetimes that Intuit states', async () => {
    const { token } = await oauthClient(await start()).refreshUsingToken('RT-first');
    expect(token).toMatchObject({ expires_in: 3600, x_refresh_token_expires_in: 8_726_400 });
  });

  it('leaves the old refresh token usable until the new access token is first used, then refuses it', async () => {
    const standIn = await start();
    await refresh(standIn, 'RT-first');
    const { access_token, refresh_token } = await refresh(standIn, 'RT-first');
    await connection(standIn, access_token).entity('getPreferences');
    await expect(oauthClient(standIn).refreshUsingToken('RT-first')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect(standIn.tokens.liveRefreshTokens()).toEqual([refresh_token]);
    await oauthClient(standIn).refreshUsingToken(refresh_token);
  });

  it('is given for a code that a person consented to, once', async () => {
    const standIn = await start();
    const callback = `/callback?code=${standIn.tokens.authorizationCode()}&realmId=${REALM}&state=s`;
    const created = await oauthClient(standIn).createToken(callback);
    const { entity } = connection(standIn, created.getJson().access_token);
    expect((await entity('getPreferences')).Id).toBe('1');
    await expect(oauthClient(standIn).createToken(callback)).rejects.toThrow();
  });

  it('ends with a revocation', async () => {
    const standIn = await start();
    await oauthClient(standIn).revoke({ refresh_token: 'RT-first' });
    await expect(oauthClient(standIn).refreshUsingToken('RT-first')).rejects.toThrow();
  });

  it('is refused to a wrong client secret', async () => {
    const client = oauthClient(await start(), 'guess');
    await expect(client.refreshUsingToken('RT-first')).rejects.toMatchObject({ error: 'invalid_client' });
  });

  it('is refused with the lower-case fault for an unknown token, and with 403 for another company', async () => {
    const { standIn, token } = await connect();
    const unknown = await refusal(connection(standIn, 'nobody').call('getPreferences'));
    expect(unknown).toMatchObject({
      status: 401,
      data: { fault: { type: 'AUTHENTICATION', error: [{ code: '3200' }] } },
    });
    const elsewhere = await fetch(`${standIn.url}/v3/company/1/preferences`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(elsewhere.status).toBe(403);
  });

  it('ends for the token that a fault hit, until it is refreshed', async () => {
    const { call, standIn } = await connect();
    standIn.faults.set({ kind: 'expired-token', match: /invoice/, times: 1 });
    expect((await refusal(call('createInvoice', invoice()))).status).toBe(401);
    expect((await refusal(call('getPreferences'))).status).toBe(401);
    const [latest = ''] = standIn.tokens.liveRefreshTokens();
    const { access_token } = await refresh(standIn, latest);
    await connection(standIn, access_token).entity('createInvoice', invoice());
    expect(standIn.entities('Invoice')).toHaveLength(2);
  });

  it('ends after an hour, and a refresh token after a hundred and one days', async () => {
    const clock = { now: '2026-10-14T16:00:00Z' };
    const standIn = await start({}, clock);
    const { access_token } = await refresh(standIn, 'RT-first');
    clock.now = '2026-10-14T16:59:59Z';
    await connection(standIn, access_token).entity('getPreferences');
    clock.now = '2026-10-14T17:00:00Z';
    expect((await refusal(connection(standIn, access_token).call('getPreferences'))).status).toBe(401);
    expect(standIn.tokens.liveRefreshTokens()).toHaveLength(1);
    clock.now = '2027-01-23T16:00:01Z';
    expect(standIn.tokens.liveRefreshTokens()).toEqual([]);
  });

  it('is refused in QuickBooks’ own shapes while it is throttled or broken, and every answer has its tid', async () => {
    const { call, standIn } = await connect();
    standIn.faults.set({ kind: 'status-429', times: 1, retryAfter: 60 });
    const throttled = await refusal(call('getPreferences'));
    expect(throttled).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
    expect(throttled.data).toMatchObject({ fault: { error: [{ code: '3001' }] } });
    standIn.faults.set({ kind: 'status-500', times: 1 });
    const broken = await refusal(call('getPreferences'));
    expect(broken).toMatchObject({ status: 500, data: { Fault: { type: 'SystemFault' } } });
    expect(broken.headers.intuit_tid).not.toBe(throttled.headers.intuit_tid);
  });
});
