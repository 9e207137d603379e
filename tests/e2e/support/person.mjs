/** Somebody who is registered, and speaks to the server as a program does. */
export class Person {
  static password = 'correct horse battery';

  static async register(server, name, timeZone = 'Europe/Berlin') {
    const person = new Person();
    Object.assign(person, { server, name, email: `${name.toLowerCase()}@example.org` });
    const { password } = Person;
    person.id = (await person.ask('POST', '/users', { email: person.email, name, password, timeZone })).id;
    person.token = (await person.ask('POST', '/sessions', { email: person.email, password })).token;
    return person;
  }

  /** The answer's body; throws where the server refuses. */
  async ask(method, path, body) {
    const headers = { 'Content-Type': 'application/json' };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    const response = await fetch(`${this.server.url}/api/v1${path}`, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text && JSON.parse(text);
  }

  /** Of `/metrics`, which only the administrator may read. */
  async figure(name) {
    const response = await fetch(`${this.server.url}/metrics`, { headers: { Authorization: `Bearer ${this.token}` } });
    return Number(new RegExp(`^kalends_${name} (.*)$`, 'm').exec(await response.text())[1]);
  }

  /** A meeting that this person calls; half an hour from the start on where nothing else is said. */
  meeting(title, start, attendees = [], more = {}) {
    return this.ask('POST', '/meetings', {
      title, start, duration: 'PT30M', reminders: [], attendees: attendees.map(({ id }) => ({ userId: id })), ...more,
    });
  }
}
