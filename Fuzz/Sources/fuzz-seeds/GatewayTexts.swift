/// What a gateway reads as text.
enum GatewayTexts {
    static let settings: [[UInt8]] = [
        """
        fleets:
          default:
            current: out
          buses:
            vehicles: [LSVAA4182E2000001]
            terminal_answers: whole
            platform_answers: time
            answers_reports: false
            user_bodies: {"81": "12", "82": rest}
            timeouts: {login: 60, idle: 300, frame: 30}
            cipher: {mode: cbc, padding: pkcs7, key: 00112233445566778899aabbccddeeff, \
        vector: 00112233445566778899aabbccddeeff}
        stations:
          - {token_sha256: 0000000000000000000000000000000000000000000000000000000000000000, \
        stations: [ST-1, ST-2]}
        """,
        "platforms:\n  - {user: city, password: scrypt, fleet: default}\n",
    ].map { Array($0.utf8) }

    static let stationRecords: [[UInt8]] = [
        """
        station,slot,battery,time,voltage_V,current_A,soc_pct,cell_max_V,cell_min_V,temp_max_C,\
        temp_min_C,energy_kWh
        ST-1,3,04QPB76836300JBC40000903,2026-03-01T08:00:00+08:00,352.4,60.5,41.5,3.71,3.69,31,28.5,1
        """,
        """
        {"station":"ST-1","slot":3,"battery":"04QPB76836300JBC40000903","time":1772323200000,\
        "voltage_V":352.4,"current_A":60.5,"soc_pct":41.5,"cell_max_V":3.71,"energy_kWh":12.25}
        """,
    ].map { Array($0.utf8) }
}
