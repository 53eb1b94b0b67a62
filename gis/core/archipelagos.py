"""Some islands of the two archipelagos that maps of the country show (longitude, latitude)."""

HOANG_SA = [(111.6, 16.5), (112.0, 16.55), (112.33, 16.83), (111.2, 15.78), (112.72, 16.67)]
TRUONG_SA = [
    (111.92, 8.64),
    (114.33, 10.18),
    (114.28, 11.43),
    (112.88, 9.6),
    (115.8, 9.9),
    (112.58, 8.1),
    (114.8, 8.2),
    (113.3, 8.85),
]
