import { DefaultFailureConverter, type PayloadConverter, type ProtoFailure } from '@temporalio/common';

const SAFE_NAME = /^[A-Za-z][A-Za-z0-9.-]{0,60}$/;

/**
 * Temporal stores failures in the clear, so only codes pass: no message, stack, details or unknown type.
 * This file is loaded by the worker and inside the workflow sandbox alike, hence imports nothing else.
 */
class CodesOnlyFailureConverter extends DefaultFailureConverter {
  override errorToFailure(error: unknown, payloads: PayloadConverter): ProtoFailure {
    return scrubbed(super.errorToFailure(error, payloads));
  }
}

function scrubbed(failure: ProtoFailure): ProtoFailure {
  const { applicationFailureInfo: info, cause, canceledFailureInfo: cancelled } = failure;
  const code = codeIn(info?.type);
  return {
    ...failure,
    message: info ? code : 'scrubbed',
    stackTrace: '',
    encodedAttributes: null,
    ...(info ? { applicationFailureInfo: { ...info, type: code, details: null } } : {}),
    ...(cancelled ? { canceledFailureInfo: {} } : {}),
    ...(cause ? { cause: scrubbed(cause) } : {}),
  };
}

const codeIn = (type: string | null | undefined): string => (type && SAFE_NAME.test(type) ? type : 'Unknown');

export const failureConverter = new CodesOnlyFailureConverter();
