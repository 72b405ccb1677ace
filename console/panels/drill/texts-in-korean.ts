import type { DrillSolution } from '#shared/console/drill';

type Texts = Readonly<Record<string, string>>;

/** What each mechanism is. In English it is a word of the drills. */
export const MECHANISMS_IN_KOREAN: Texts = {
  latency: '호출이 더 오래 걸립니다',
  errors: '호출이 실패합니다',
  unreachable: '아무도 듣고 있지 않거나 연결이 거절됩니다',
  lost_answer: '일은 되었지만 응답이 사라집니다',
  declined: '결제 대행사가 거절합니다',
  lock_wait: '다른 쪽이 기다리는 잠금을 누군가 쥐고 있습니다',
  deadlock: '두 트랜잭션이 서로를 기다립니다',
  store_down: '저장소가 응답하지 않습니다',
  stale_value: '예전 값으로 응답합니다',
  duplicate_message: '메시지가 두 번 전달됩니다',
  poison_message: '메시지를 처리할 수 없습니다',
  killed_process: '프로세스가 일하는 도중에 끝납니다',
  slow_start: '새 프로세스가 느리게 시작합니다',
  overload: '할 수 있는 것보다 많은 요청이 옵니다',
  slow_client: '클라이언트가 느리게 보내고 읽습니다',
  contention: '여럿이 같은 행을 원합니다',
  wrong_clock: '시계가 틀립니다',
  rotated_key: '키가 바뀌었지만 모든 곳에서 바뀌지는 않았습니다',
};

/** What each remedy does. */
export const REMEDIES_IN_KOREAN: Texts = {
  restart_environments: '이상한 실행 환경을 끝내 새로 시작하게 합니다',
  start_service: '듣고 있지 않은 서비스를 시작합니다',
  start_store: '응답하지 않는 저장소를 시작합니다',
  restore_connection: '두 서비스 사이를 막는 것을 고칩니다',
  ask_provider: '결제 대행사에 고쳐 달라고 합니다',
  end_lock_holder: '잠금을 쥔 세션을 끝냅니다',
  order_locks: '어디서나 같은 순서로 잠급니다',
  set_clock: '틀린 시계를 맞춥니다',
  distribute_key: '모든 실행 환경에 새 키를 줍니다',
  stop_writer: '잘못된 메시지를 쓰는 프로그램을 멈춥니다',
  stop_killer: '프로세스가 끝나지 않도록 부족한 것을 줍니다',
};

const LONGER = '더 긴 시간 말고는 아무것도 없습니다.';

/** Symptoms and remedy of each drill, by its name. */
export const SOLUTIONS_IN_KOREAN: Readonly<
  Record<string, DrillSolution['symptoms'] & Pick<DrillSolution, 'remedy'>>
> = {
  'charged-but-lost': {
    traces: '결제가 결제 기록을 쓴 뒤에 실패하고, 마감과 환불이 뒤따릅니다.',
    metrics: '실패한 결제만큼 환불이 나타납니다.',
    logs: 'place-order가 결제를 알 수 없어 계정을 닫는다고 남깁니다.',
    remedy: '이 시스템에는 없습니다. 결제 대행사에 응답이 왜 사라지는지 물으세요.',
  },
  'clock-drift': {
    traces: '예약과 반환이 토큰이 발급된 직후에 401로 거절됩니다.',
    metrics: '식당 서비스의 401과 주문 서비스의 503이 늘어납니다.',
    logs: '식당 서비스가 만료된 토큰을 남깁니다.',
    remedy: '기계들의 시계를 견주어 보고, 틀린 것을 끝내세요.',
  },
  'dead-restaurant': {
    traces: 'POST /orders가 식당 서비스의 연결 거절로 끝나거나, 차단기가 열린 뒤에는 호출 없이 끝납니다.',
    metrics: '주문 서비스의 오류가 늘고 식당 서비스에는 요청이 없습니다.',
    logs: 'place-order가 dependency_unavailable과 자신이 연 차단기를 남깁니다.',
    remedy: '식당 서비스를 시작하세요. 시작된 일은 복구가 마무리합니다.',
  },
  deadlock: {
    traces: '문장이 1초 뒤 40P01로 실패하고 두 번째 시도가 뒤따릅니다.',
    metrics: '예약의 지연 시간이 1초 늘어납니다.',
    logs: '식당 서비스가 SQLSTATE 40P01을 남깁니다.',
    remedy: '어디서나 같은 순서로 잠그세요.',
  },
  'gray-failure': {
    traces: '일부 트레이스가 사용자 서비스에서, 늘 같은 실행 환경에서 기다립니다.',
    metrics: 'p95는 오르고 p50은 오르지 않습니다.',
    logs: LONGER,
    remedy: '평균을 어제와 견주지 말고 실행 환경끼리 견주어, 느린 것을 끝내세요.',
  },
  'injected-delay': {
    traces: 'POST /orders가 토큰 검증을 기다리고, 사용자 서비스의 스팬도 그만큼 깁니다.',
    metrics: 'POST /orders의 지연 시간이 그만큼 늘고, 사용자 서비스의 것도 늡니다.',
    logs: LONGER,
    remedy: '사용자 서비스를 느리게 하는 것을 찾으세요. 클라이언트가 더 참으면 가려질 뿐입니다.',
  },
  'lock-convoy': {
    traces: '스팬 "lock menus"가 POST /orders만큼이나 깁니다.',
    metrics: '잠금 대기가 늘고 프로세서는 놀고 있습니다.',
    logs: LONGER,
    remedy: '잠금을 쥔 세션을 찾아(pg_locks) 그 트랜잭션을 짧게 하세요.',
  },
  'lost-reserve-answer': {
    traces: '식당 서비스는 예약하지만 주문 서비스는 그 응답을 읽지 못합니다.',
    metrics: '예약되고 반환되는 동안 주문이 unavailable로 끝납니다.',
    logs: 'place-order가 JSON이 아닌 응답을 남깁니다.',
    remedy: '두 서비스 사이에 있는 것, 곧 프록시나 바이트 제한을 보세요.',
  },
  'payment-failure': {
    traces: 'POST /orders에 결과가 declined인 결제 스팬이 있고, 재고 반환이 뒤따릅니다.',
    metrics: '단계가 payment_failed인 주문이 나타나고, 확정된 주문이 그만큼 줄어듭니다.',
    logs: 'place-order가 결과 payment_failed를 정보 수준으로 남깁니다.',
    remedy: '이 시스템에는 없습니다. 결제 대행사에 물으세요. 재고는 시스템이 스스로 돌려줍니다.',
  },
  'place-order-killed': {
    traces: 'POST /orders의 트레이스가 도중에 끝나고, 같은 주문에 복구의 트레이스가 따로 있습니다.',
    metrics: '게이트웨이가 502로 응답하고, 복구가 주문을 마무리합니다.',
    logs: '플랫폼이 실행 환경이 끝났다고 남기고, recover-order가 결정한 것을 남깁니다.',
    remedy: '실행 환경을 끝내는 것을 찾으세요. 메모리이거나 배포입니다.',
  },
  'poison-message': {
    traces: '소비자의 트레이스가 메시지를 읽는 데서 끝납니다.',
    metrics: '이유가 malformed인 데드레터가 늘어납니다.',
    logs: 'recover-order가 읽을 수 없는 메시지를 남깁니다.',
    remedy: '누가 큐에 쓰는지 찾으세요. npm run redrive가 데드레터와 이유를 보여 줍니다.',
  },
  'redis-gone': {
    traces: 'Redis 시도가 실패한 뒤 PostgreSQL과 DynamoDB에서 읽습니다.',
    metrics: '캐시 적중률이 0으로 떨어지고 무효화가 실패합니다.',
    logs: 'Redis가 응답하지 않는다는 경고가 호출마다 많아야 한 번 있습니다.',
    remedy: 'Redis를 시작하세요. 멈추기 전의 복사본은 더는 유효하지 않습니다.',
  },
  'secret-rotation': {
    traces: '예약과 반환이 일부 실행 환경에서만 401로 거절됩니다.',
    metrics: '식당 서비스의 401과 주문 서비스의 503이 늘어나지만 메뉴는 읽을 수 있습니다.',
    logs: '식당 서비스가 서명이 틀린 토큰을 남깁니다.',
    remedy: '키가 바뀌기 전에 시작한 실행 환경을 끝내세요.',
  },
  'service-to-service': {
    traces: '예약이 주문 서비스에서는 실패하고 식당 서비스에서는 커밋됩니다.',
    metrics: '주문이 unavailable로 끝나지만 식당 서비스에는 오류가 없습니다.',
    logs: 'place-order가 dependency_unavailable을 남기고 예약을 돌려줍니다.',
    remedy: '두 서비스 어느 쪽도 아닌, 그 사이의 길을 보세요.',
  },
};
