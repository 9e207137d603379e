import { words } from '../words/words.svelte';

/** Where one is signed in, and what lets programs in. */
export const say = words({
  en: {
    sessions: 'Where you are signed in', sessionsIntro: 'What you do not know, end it, and then change your password.', since: 'since {date}', here: 'here',
    unknown: 'Unknown program', end: 'End', endSession: 'End {name}, since {date}', ended: 'That session has ended.',
    tokens: 'Tokens for programs', tokensIntro: 'With a token a program may do what you may, without your password. A new password ends all of them.',
    reads: 'reads', readsAndWrites: 'reads and changes', until: 'until {date}', forever: 'without end', endToken: 'End the token “{name}”', tokenEnded: 'The token does not work any more.',
    tokenOnce: 'Copy it now: it is shown only this once.', token: 'Token', tokenName: 'What it is for', needName: 'Please say what it is for.', mayWrite: 'May also change things',
    lasts: 'Good for', days: '{count|# day|# days}', makeToken: 'Make a token',
  },
  de: {
    sessions: 'Wo du angemeldet bist', sessionsIntro: 'Was du nicht kennst, beende es, und ändere dann dein Passwort.', since: 'seit {date}', here: 'hier',
    unknown: 'Unbekanntes Programm', end: 'Beenden', endSession: '{name} beenden, seit {date}', ended: 'Diese Sitzung ist beendet.',
    tokens: 'Schlüssel für Programme', tokensIntro: 'Mit einem Schlüssel kann ein Programm, was du kannst, ohne dein Passwort. Ein neues Passwort beendet alle.',
    reads: 'liest', readsAndWrites: 'liest und ändert', until: 'bis {date}', forever: 'ohne Ende', endToken: 'Den Schlüssel „{name}“ beenden', tokenEnded: 'Der Schlüssel gilt nicht mehr.',
    tokenOnce: 'Kopiere ihn jetzt: Er wird nur dieses eine Mal gezeigt.', token: 'Schlüssel', tokenName: 'Wofür er ist', needName: 'Bitte sag, wofür er ist.', mayWrite: 'Darf auch etwas ändern',
    lasts: 'Gilt', days: '{count|# Tag|# Tage}', makeToken: 'Schlüssel anlegen',
  },
  fr: {
    sessions: 'Où vous êtes connecté', sessionsIntro: 'Mettez fin à ce que vous ne connaissez pas, puis changez votre mot de passe.', since: 'depuis le {date}', here: 'ici',
    unknown: 'Programme inconnu', end: 'Mettre fin', endSession: 'Mettre fin à {name}, depuis le {date}', ended: 'Cette session a pris fin.',
    tokens: 'Jetons pour des programmes', tokensIntro: 'Avec un jeton, un programme peut ce que vous pouvez, sans votre mot de passe. Un nouveau mot de passe met fin à tous.',
    reads: 'lit', readsAndWrites: 'lit et modifie', until: 'jusqu’au {date}', forever: 'sans fin', endToken: 'Mettre fin au jeton « {name} »', tokenEnded: 'Le jeton ne fonctionne plus.',
    tokenOnce: 'Copiez-le maintenant : il n’est montré que cette fois.', token: 'Jeton', tokenName: 'À quoi il sert', needName: 'Veuillez dire à quoi il sert.', mayWrite: 'Peut aussi modifier',
    lasts: 'Valable', days: '{count|# jour|# jours}', makeToken: 'Créer un jeton',
  },
});
