/** What the workflows are told and answer. Opaque ids, instants and counts only: Temporal stores them in the clear. */
export interface CaseInput {
  readonly tenantId: string;
  readonly caseId: string;
}
/** What a run of a case's workflow begins with: the case, and how often in a row the run before got nowhere. */
export interface CaseRun extends CaseInput {
  readonly fruitless?: number;
}
export interface WakeResult {
  /** Ids of deliveries that the workflow has still to start: none but in what was recorded before `wake` did it. */
  readonly deliveries: readonly string[];
  /** Real time, in ms since 1970, at which the case next needs to be woken; null when nothing is pending. */
  readonly wakeAt: number | null;
  /** The database's clock when it answered, so that the sleep does not depend on this machine's. */
  readonly now: number;
  readonly ended: boolean;
  /** What a drill tells lets everything real go first. */
  readonly drill?: boolean;
}
export interface DeliveryInput {
  readonly tenantId: string;
  readonly deliveryId: string;
}
export interface DeliveryResult {
  readonly told: number;
  /** Ids of what has still to be sent to somebody outside the portal. */
  readonly messages?: readonly string[];
}
export interface MessageInput {
  readonly tenantId: string;
  readonly messageId: string;
}
export interface ChangeInput {
  readonly tenantId: string;
  readonly changeId: string;
}
export interface ChangeResult {
  /** As in a wake's. */
  readonly deliveries: readonly string[];
  /** Whether nothing is left to count or to apply. */
  readonly isOver: boolean;
}
/** How much of each kind differed between Temporal and PostgreSQL. */
export interface ReconcileResult {
  readonly open: number;
  readonly running: number;
  readonly missing: number;
  readonly behind: number;
  readonly surplus: number;
  readonly untold: number;
  readonly mayRepeat: number;
}
/** A school, as the last that was looked at. */
export interface SchoolInput {
  readonly tenantId: string;
  readonly schoolId: string;
}
/** From which school on it is asked what has come round; all of them where it is left out. */
export interface RoutineRun {
  readonly after?: SchoolInput;
}
export interface RoutineResult {
  readonly opened: number;
  readonly failed: number;
  /** The last school that was looked at; null when none is left. */
  readonly next: SchoolInput | null;
}

/** What each queue's worker can do; the workflows' proxies and the worker's activities are both typed by these. */
export interface CaseActivities {
  wake(input: CaseInput): Promise<WakeResult>;
}
export interface DeliveryActivities {
  deliver(input: DeliveryInput): Promise<DeliveryResult>;
}
export interface MessageActivities {
  /** Fails where nobody can say yet what becomes of it. */
  send(input: MessageInput): Promise<void>;
  giveUp(input: MessageInput): Promise<void>;
}
export interface UpkeepActivities {
  reconcile(): Promise<ReconcileResult>;
  /** Opens what has come round at the next few schools. */
  openRoutines(input: RoutineRun): Promise<RoutineResult>;
  /** Counts or applies a change in the next few cases. */
  changePage(input: ChangeInput): Promise<ChangeResult>;
}

export const CASE_QUEUE = 'cases';
export const DELIVERY_QUEUE = 'deliveries';
export const MESSAGE_QUEUE = 'messages';
export const UPKEEP_QUEUE = 'upkeep';
export const POKE_SIGNAL = 'poke';
/** No case's workflow sleeps longer, so that whatever was overlooked is looked at again: thirty days. */
export const SLEEPS_AT_MOST_MS = 30 * 86_400_000;
/** To a delivery under way: there may be more to send than when it looked. */
export const LOOK_AGAIN_SIGNAL = 'look-again';
/** Under this name a case's workflow shows when it means to wake its case, so that a list tells it. */
export const WAKE_MEMO = 'wakeAt';
/** Under which a workflow is told where the trace of whoever asks had got to. */
export const TRACE_HEADER = 'trace';
export const caseWorkflowId = ({ tenantId, caseId }: CaseInput): string => `case/${tenantId}/${caseId}`;
export const deliveryWorkflowId = ({ tenantId, deliveryId }: DeliveryInput): string =>
  `deliver/${tenantId}/${deliveryId}`;
export const changeWorkflowId = ({ tenantId, changeId }: ChangeInput): string =>
  `change/${tenantId}/${changeId}`;

/** Whose workflow an id names; null when it is no such id. */
export function caseOfWorkflow(workflowId: string): CaseInput | null {
  const [, tenantId, caseId] = /^case\/([^/]+)\/([^/]+)$/.exec(workflowId) ?? [];
  return tenantId && caseId ? { tenantId, caseId } : null;
}

export function deliveryOfWorkflow(workflowId: string): DeliveryInput | null {
  const [, tenantId, deliveryId] = /^deliver\/([^/]+)\/([^/]+)$/.exec(workflowId) ?? [];
  return tenantId && deliveryId ? { tenantId, deliveryId } : null;
}
