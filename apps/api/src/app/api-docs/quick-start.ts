/** Address of `npm start`; replaced by the installation's own address where the document is served. */
export const LOCAL_ADDRESS = 'http://localhost:3000';

/** Books a time on an empty installation, in ten lines of any POSIX shell. A test runs exactly this text. */
export const QUICK_START = `API=${LOCAL_ADDRESS}/api/v1 ID=$(date +%s) TODAY=$(date -u +%F) JSON='Content-Type: application/json'
LAST=$(date -u -d '+10 days' +%F 2>/dev/null || date -u -v+10d +%F)
pick() { sed "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/"; }
TOKEN=$(curl -s $API/auth/register -H "$JSON" -d '{"name":"Ada Lovelace","email":"ada-'$ID'@example.com","password":"correct horse battery"}' | pick accessToken)
curl -s $API/experts -H "Authorization: Bearer $TOKEN" -H "$JSON" -d '{"handle":"ada-'$ID'","timeZone":"Europe/Berlin"}'
TYPE=$(curl -s $API/event-types -H "Authorization: Bearer $TOKEN" -H "$JSON" -d '{"slug":"intro-call","title":"Intro call","durations":[30]}' | pick id)
START=$(curl -s "$API/experts/ada-$ID/event-types/intro-call/slots?start=$TODAY&end=$LAST&timeZone=Europe/Berlin" | pick start)
BOOKING=$(curl -s $API/bookings -H "$JSON" -H "Idempotency-Key: booking-$ID" -d '{"eventTypeId":"'$TYPE'","start":"'$START'","attendee":{"name":"Grace Hopper","email":"grace@example.com","timeZone":"America/New_York"}}')
printf '%s\\n' "$BOOKING"
curl -s $API/bookings/$(printf %s "$BOOKING" | pick uid) -H "X-Manage-Token: $(printf %s "$BOOKING" | pick manageToken)"`;

/** Introduction of the API's page; Markdown. */
export const DESCRIPTION = `Bookings that cannot overlap.

## Quick start

An expert, an event type, the free times and a booking, from nothing to "confirmed" (on an installation that is open to new accounts and
sends no mails yet, such as \`npm start\`):

\`\`\`sh
${QUICK_START}
\`\`\`

Lines 4 to 6 are what an expert does once, lines 7 to 10 what a client's program does: ask for free times, book one with an
\`Idempotency-Key\` (a repeated request answers like the first), keep \`uid\` and \`manageToken\`, and with them see, reschedule
(\`POST /bookings/{uid}/reschedule\`) or cancel (\`POST /bookings/{uid}/cancel\`) the booking.

## Conventions

Instants are ISO 8601 with an offset; dates are local to the zone of the request; durations are minutes. Bodies take no fields but those named.
Errors are \`application/problem+json\` (RFC 9457): switch on \`code\`, show \`detail\`, mark \`errors[].field\`. After a 429 or 503
wait for \`Retry-After\` seconds and send the same again. A 409 on a time names the nearest free ones in \`alternatives\`.
`;
