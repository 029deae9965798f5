extension FleetQuestion {
    static let example = """
        {
          "packs": [
            {
              "battery_id": "001PB240000003B3C0221953",
              "model_id": "pack-75",
              "latitude_e6": 30274150,
              "longitude_e6": 120155150,
              "mass_g": 450000,
              "energy_wh": 75000,
              "condition": "sound",
              "replacement_model_id": "pack-75",
              "due": "2026-09-28T00:00:00+08:00"
            },
            {
              "battery_id": "ENROL-0000000000000001",
              "model_id": "pack-75",
              "latitude_e6": 30260000,
              "longitude_e6": 120130000,
              "mass_g": 450000,
              "energy_wh": 75000,
              "condition": "damaged"
            },
            {
              "battery_id": "ENROL-0000000000000002",
              "model_id": "pack-60",
              "latitude_e6": 30280000,
              "longitude_e6": 120160000,
              "mass_g": 380000,
              "energy_wh": 60000,
              "condition": "sound"
            }
          ],
          "sites": [
            {
              "station_id": "hangzhou-1",
              "latitude_e6": 30250000,
              "longitude_e6": 120170000,
              "model_ids": ["pack-75"],
              "hours": [{"opens": "08:00", "closes": "22:00"}],
              "stock": [{"model_id": "pack-75", "packs": 2}],
              "intake": {"packs_per_window": 1, "packs_per_day": 4, "quarantine_bays": 0}
            },
            {
              "point_id": "xihu",
              "latitude_e6": 30270000,
              "longitude_e6": 120150000,
              "model_ids": ["pack-75"],
              "hours": [{"opens": "09:00", "closes": "18:00"}],
              "intake": {"packs_per_window": 1, "packs_per_day": 2, "quarantine_bays": 1}
            }
          ],
          "centres": [
            {
              "centre_id": "shaoxing",
              "latitude_e6": 30000000,
              "longitude_e6": 120580000,
              "packs": 100,
              "damaged_packs": 10,
              "mass_g": 45000000,
              "fee_fen": {"sound": 30000, "damaged": 70000}
            },
            {
              "centre_id": "huzhou",
              "latitude_e6": 30890000,
              "longitude_e6": 120090000,
              "packs": 100,
              "damaged_packs": 0,
              "mass_g": 45000000,
              "fee_fen": {"sound": 25000}
            }
          ],
          "tariff": {
            "detour_fen_per_km": 200,
            "lateness_fen_per_day": 2000,
            "carriage_fen_per_km": {"sound": 120, "damaged": 400},
            "load_fee_fen": 12000
          },
          "load_limits": {
            "sound": {"packs": 16, "mass_g": 7500000, "energy_wh": 1500000},
            "damaged": {"packs": 2, "mass_g": 1500000, "energy_wh": 250000}
          },
          "period": {
            "from": "2026-09-21T00:00:00+08:00",
            "until": "2026-10-12T00:00:00+08:00",
            "window_minutes": 60
          },
          "standing": [
            {
              "point_id": "xihu",
              "from": "2026-09-21T09:00:00+08:00",
              "condition": "sound"
            }
          ]
        }
        """
}
