import { Refusal, Unreachable, randomKey } from './request';
import type { Attachment } from './shapes';

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
 * Throws Refusal or Unreachable.
 */
export function attach(meeting: string, file: File, onprogress: (share: number) => void): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/meetings/${meeting}/attachments?${new URLSearchParams({ name: file.name })}`);
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.setRequestHeader('Idempotency-Key', randomKey());
    request.upload.onprogress = ({ loaded, total }) => onprogress(total ? loaded / total : 0);
    request.onload = () => (request.status === 201 ? resolve(JSON.parse(request.responseText)) : reject(refusalOf(request)));
    request.onerror = () => reject(new Unreachable());
    request.send(file);
  });
}
