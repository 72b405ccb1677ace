-- One call, one round trip, one transaction: a lock never waits for the network. Under READ COMMITTED every statement
-- of these functions reads what was committed before it started, so a read after a lock returns the present state.
-- They return the begin and end of each wait for rows, in milliseconds since the statement arrived.

-- statement_timestamp() is the statement's arrival; clock_timestamp() is now.
CREATE FUNCTION statement_ms() RETURNS float8 LANGUAGE sql VOLATILE AS
  'SELECT date_part(''epoch'', clock_timestamp() - statement_timestamp()) * 1000';

-- Takes (change < 0) or gives back (change > 0) stock of one menu. A repeat under the same operation_id changes
-- nothing and returns what the first call returned. Refusals are not recorded: they change nothing.
CREATE FUNCTION change_inventory(
  p_operation_id text, p_menu_id bigint, p_change bigint, OUT outcome text, OUT remaining bigint,
  OUT lock_menus float8[], OUT lock_operation float8[]
) LANGUAGE plpgsql AS $$
DECLARE
  v_first bigint;
  v_from float8 := statement_ms();
BEGIN
  SELECT m.inventory INTO remaining FROM menus m WHERE m.id = p_menu_id FOR UPDATE;
  lock_menus := ARRAY[v_from, statement_ms()];
  IF NOT FOUND THEN
    outcome := 'not_found';
    RETURN;
  END IF;

  IF remaining + p_change >= 0 THEN
    v_from := statement_ms();
    INSERT INTO inventory_operations (operation_id, kind, outcome, lines)
    VALUES (
      p_operation_id, CASE WHEN p_change < 0 THEN 'deduct' ELSE 'restore' END, 'applied',
      jsonb_build_array(jsonb_build_object(
        'menu_id', p_menu_id, 'quantity', abs(p_change), 'remaining', remaining + p_change))
    ) ON CONFLICT DO NOTHING;
    lock_operation := ARRAY[v_from, statement_ms()];
    IF FOUND THEN
      outcome := 'applied';
      remaining := remaining + p_change;
      UPDATE menus SET inventory = remaining WHERE id = p_menu_id;
      RETURN;
    END IF;
  END IF;

  SELECT (o.lines -> 0 ->> 'remaining')::bigint INTO v_first
  FROM inventory_operations o WHERE o.operation_id = p_operation_id;
  outcome := CASE WHEN FOUND THEN 'applied' ELSE 'out_of_stock' END;
  remaining := coalesce(v_first, remaining);
END $$;

-- Reserves all lines or none, once. The row of the operation is the lock that makes repeats and releases wait; the
-- menus are then locked in the order of their ids, so two reservations never wait for each other.
CREATE FUNCTION reserve_inventory(
  p_reservation_id bigint, p_menu_ids bigint[], p_quantities bigint[], OUT outcome text, OUT lines jsonb,
  OUT lock_menus float8[], OUT lock_operation float8[]
) LANGUAGE plpgsql AS $$
DECLARE
  v_operation_id text := 'reservation-' || p_reservation_id;
  v_unknown boolean;
  v_short boolean;
  v_from float8;
BEGIN
  SELECT jsonb_agg(jsonb_build_object(
    'menu_id', l.menu_id, 'quantity', l.quantity, 'price', m.price, 'name', m.name) ORDER BY l.position)
  INTO lines
  FROM unnest(p_menu_ids, p_quantities) WITH ORDINALITY AS l (menu_id, quantity, position)
  LEFT JOIN menus m ON m.id = l.menu_id;

  v_from := statement_ms();
  INSERT INTO inventory_operations (operation_id, kind, outcome, lines)
  VALUES (v_operation_id, 'reservation', 'reserved', lines) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT o.outcome, o.lines INTO outcome, lines
    FROM inventory_operations o WHERE o.operation_id = v_operation_id FOR UPDATE;
    lock_operation := ARRAY[v_from, statement_ms()];
    RETURN;
  END IF;
  lock_operation := ARRAY[v_from, statement_ms()];

  v_from := statement_ms();
  PERFORM 1 FROM menus WHERE id = ANY (p_menu_ids) ORDER BY id FOR UPDATE;
  lock_menus := ARRAY[v_from, statement_ms()];

  SELECT bool_or(m.id IS NULL), bool_or(m.inventory < l.quantity) INTO v_unknown, v_short
  FROM (SELECT u.menu_id, sum(u.quantity) AS quantity
        FROM unnest(p_menu_ids, p_quantities) AS u (menu_id, quantity) GROUP BY u.menu_id) l
  LEFT JOIN menus m ON m.id = l.menu_id;

  outcome := CASE WHEN v_unknown THEN 'not_found' WHEN v_short THEN 'out_of_stock' ELSE 'reserved' END;
  IF outcome = 'reserved' THEN
    UPDATE menus m SET inventory = m.inventory - l.quantity
    FROM (SELECT u.menu_id, sum(u.quantity)::bigint AS quantity
          FROM unnest(p_menu_ids, p_quantities) AS u (menu_id, quantity) GROUP BY u.menu_id) l
    WHERE m.id = l.menu_id;
  ELSE
    UPDATE inventory_operations o SET outcome = reserve_inventory.outcome WHERE o.operation_id = v_operation_id;
  END IF;
END $$;

-- Gives a reservation back, once. The row that this writes refuses a reservation that arrives later.
CREATE FUNCTION release_inventory(
  p_reservation_id bigint, OUT outcome text, OUT menu_ids bigint[],
  OUT lock_menus float8[], OUT lock_operation float8[]
) LANGUAGE plpgsql AS $$
DECLARE
  v_operation_id text := 'reservation-' || p_reservation_id;
  v_lines jsonb;
  v_from float8 := statement_ms();
BEGIN
  outcome := 'released';
  menu_ids := '{}';
  INSERT INTO inventory_operations (operation_id, kind, outcome, lines)
  VALUES (v_operation_id, 'reservation', outcome, '[]') ON CONFLICT DO NOTHING;
  lock_operation := ARRAY[v_from, statement_ms()];
  IF FOUND THEN
    RETURN;
  END IF;

  SELECT o.outcome, o.lines INTO outcome, v_lines
  FROM inventory_operations o WHERE o.operation_id = v_operation_id FOR UPDATE;
  lock_operation := ARRAY[v_from, statement_ms()];
  SELECT coalesce(array_agg(DISTINCT (line ->> 'menu_id')::bigint), '{}') INTO menu_ids
  FROM jsonb_array_elements(v_lines) AS line;
  IF outcome <> 'reserved' THEN
    RETURN;
  END IF;

  v_from := statement_ms();
  PERFORM 1 FROM menus WHERE id = ANY (menu_ids) ORDER BY id FOR UPDATE;
  lock_menus := ARRAY[v_from, statement_ms()];
  UPDATE menus m SET inventory = m.inventory + l.quantity
  FROM (SELECT (line ->> 'menu_id')::bigint AS menu_id, sum((line ->> 'quantity')::bigint)::bigint AS quantity
        FROM jsonb_array_elements(v_lines) AS line GROUP BY 1) l
  WHERE m.id = l.menu_id;
  outcome := 'released';
  UPDATE inventory_operations o SET outcome = 'released', updated_at = now() WHERE o.operation_id = v_operation_id;
END $$;
