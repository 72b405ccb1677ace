/** Groups in the API pages that every service has. */
export const CHAOS_TAG = { name: '💥 Chaos', description: 'Fault switches, in force once they answer' };
export const HEALTH_TAG = { name: '🩺 Health', description: 'Liveness and readiness' };
