-- The restaurants and menus that the documents name by id.
INSERT INTO restaurants (id, name, address, phone, description) VALUES
  (1, '맛있는 치킨', '서울시 강남구 테헤란로 1', '02-1234-5678', '갓 튀긴 바삭한 치킨'),
  (2, '행복한 피자', '서울시 서초구 서초대로 2', '02-2345-6789', '화덕에서 구운 피자'),
  (3, '신선한 샐러드', '서울시 송파구 올림픽로 3', '02-3456-7890', '매일 아침 들어오는 채소');

INSERT INTO menus (id, restaurant_id, name, description, price, inventory) VALUES
  (1, 1, '후라이드 치킨', '바삭하게 튀긴 치킨', 18000, 100),
  (2, 1, '양념 치킨', '매콤달콤한 양념 치킨', 19000, 100),
  (3, 2, '페퍼로니 피자', '페퍼로니를 가득 올린 피자', 20000, 50),
  (4, 2, '불고기 피자', '불고기를 올린 피자', 22000, 50),
  (5, 3, '시저 샐러드', '시저 드레싱 샐러드', 12000, 80),
  (6, 3, '그릭 샐러드', '페타 치즈와 올리브 샐러드', 13000, 80);

INSERT INTO inventory_operations (operation_id, kind, outcome, lines)
SELECT 'opening', 'opening', 'applied',
       jsonb_agg(jsonb_build_object('menu_id', id, 'quantity', inventory) ORDER BY id)
FROM menus;

SELECT setval(pg_get_serial_sequence('restaurants', 'id'), max(id)) FROM restaurants;
SELECT setval(pg_get_serial_sequence('menus', 'id'), max(id)) FROM menus;
