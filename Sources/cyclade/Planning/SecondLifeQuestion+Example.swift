extension SecondLifeQuestion {
    static let example = """
        {
          "pool": [
            {
              "battery_id": "001PB240000003B3C0221953",
              "latitude_e6": 30000000,
              "longitude_e6": 120580000,
              "chemistry": "lfp",
              "soh_bp": 7600,
              "energy_wh": 57000,
              "power_w": 40000,
              "worth_otherwise_fen": 900000
            },
            {
              "battery_id": "ENROL-0000000000000001",
              "latitude_e6": 30000000,
              "longitude_e6": 120580000,
              "chemistry": "ternary",
              "soh_bp": 5200,
              "energy_wh": 31000,
              "power_w": 20000,
              "worth_otherwise_fen": 1500000
            }
          ],
          "demands": [
            {
              "contract_id": "home-2026",
              "scenario": "homeStorage",
              "latitude_e6": 31230000,
              "longitude_e6": 121470000,
              "least_soh_bp": 7000,
              "most_soh_bp": 8500,
              "chemistries": ["lfp"],
              "least_energy_wh": 40000,
              "least_power_w": 10000,
              "packs": 5,
              "price_fen_per_kwh": 30000
            },
            {
              "contract_id": "forklifts",
              "scenario": "forklift",
              "latitude_e6": 30890000,
              "longitude_e6": 120090000,
              "least_soh_bp": 6000,
              "most_soh_bp": 9000,
              "chemistries": ["lfp", "lmo"],
              "least_energy_wh": 30000,
              "least_power_w": 30000,
              "packs": 2,
              "price_fen_per_kwh": 28000
            }
          ],
          "carriage_fen_per_km": 120
        }
        """
}
