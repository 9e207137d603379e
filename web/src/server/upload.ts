import { Refusal, Unreachable } from './request';

function refusalOf({ status, statusText, responseText }: XMLHttpRequest): Refusal {
  let problem: { title?: string; detail?: string; errors?: Refusal['fields'] } = {};
  try {
    problem = JSON.parse(responseText);
  } catch {
    // Whoever stands before the server may answer without a problem document.
  }
  return new Refusal(status, problem.title ?? statusText, problem.detail ?? '', problem.errors ?? []);
}

/**
 * Attaches a file to a meeting, and says how much of it is sent (0 to 1), which `fetch` does not tell.
 * With the same key again after a lost answer, it is attached once. Throws Refusal or Unreachable.
 */
export function attach(meeting: string, file: File, key: string, onprogress: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/meetings/${meeting}/attachments?${new URLSearchParams({ name: file.name })}`);
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.setRequestHeader('Idempotency-Key', key);
    request.upload.onprogress = ({ loaded, total }) => onprogress(total ? loaded / total : 0);
    request.onload = () => (request.status === 201 ? resolve() : reject(refusalOf(request)));
    request.onerror = () => reject(new Unreachable());
    request.send(file);
  });
}
