import BatteryHealth

extension Verdict {
    var words: Words {
        switch self {
        case .keep: Words("保留", "Keep")
        case .cascade: Words("梯次利用", "Cascade")
        case .dismantle: Words("拆解", "Dismantle")
        case .testNeeded: Words("需检测", "Test needed")
        }
    }

    /// What to do with the battery.
    var advice: Words {
        switch self {
        case .keep: Words("继续装车使用。", "It stays in vehicles.")
        case .cascade: Words("退出车用，可转作他用。", "It leaves vehicles for a second use.")
        case .dismantle: Words("交由有资质的企业拆解。", "It is taken apart by a qualified company.")
        case .testNeeded:
            Words("现有数据不足以定论，请做检测。", "The data allow no verdict: a test decides.")
        }
    }
}

extension Decision.Reason {
    var words: Words {
        switch self {
        case .interval:
            Words("九成区间没有跨越任何界限", "the interval of 90 % contains no limit")
        case .limitInside(let limit):
            Words(
                "区间包含\(limit.percent(places: 0))的界限",
                "the interval contains the limit of \(limit.percent(places: 0))"
            )
        case .safety(let finding):
            Words("安全检查：\(finding.words.chinese)", "safety: \(finding.words.english)")
        case .noEstimate: Words("健康状态未知", "the state of health is not known")
        case .notCredible: Words("健康状态不可信", "no battery has such a state of health")
        }
    }
}

extension NeededTest {
    var words: Words {
        switch self {
        case .pulse: Words("脉冲检测即可判定", "a pulse test would tell")
        case .fullCapacity: Words("须做完整的容量测试", "only a full capacity test would tell")
        }
    }
}

extension SafetyFinding {
    var words: Words {
        switch self {
        case .thermalEvent: Words("热事件", "thermal event")
        case .deformed: Words("变形", "deformed")
        case .leaking: Words("泄漏", "leaking")
        case .impact: Words("碰撞", "impact")
        case .waterIngress: Words("进水", "water ingress")
        case .insulation: Words("绝缘不足", "insulation")
        case .selfDischarge: Words("自放电", "self-discharge")
        case .overDischarge: Words("过放电", "over-discharge")
        case .resistanceDoubled: Words("内阻翻倍", "resistance doubled")
        case .spread: Words("电芯压差过大", "cells apart")
        case .knee: Words("容量加速衰减", "knee in the fade")
        case .recall: Words("安全召回未了结", "a recall for safety that is open")
        }
    }
}

extension WarningLevel {
    var words: Words {
        switch self {
        case .watch: Words("关注", "watch")
        case .service: Words("检修", "service")
        case .stop: Words("停用", "stop")
        }
    }
}

extension WarningRule {
    var words: Words {
        switch self {
        case .cellOverVoltage: Words("电芯过压", "highest cell")
        case .cellUnderVoltage: Words("电芯欠压", "lowest cell")
        case .restSpread: Words("静置压差", "spread at rest")
        case .overTemperature: Words("温度过高", "temperature")
        case .probeSpread: Words("温差过大", "spread of the probes")
        case .unexplainedWarming: Words("异常升温", "unexplained warming")
        case .stateOfChargeJump: Words("荷电状态跳变", "jump of the state of charge")
        case .runawayPrecursor: Words("热失控前兆", "sign of a thermal runaway")
        case .silenceAfterHeat: Words("过热后失联", "silence after heat")
        case .insulation: Words("绝缘电阻过低", "insulation")
        case .spreadGrowth: Words("压差增长", "growth of the spread")
        case .resistanceGrowth: Words("内阻增长", "growth of the resistance")
        case .stateOfHealth: Words("健康状态过低", "state of health")
        case .fadeRate: Words("衰减过快", "fade")
        case .fadeAfterKnee: Words("拐点后的衰减", "fade after a knee")
        case .cellOutlier: Words("电芯离群", "a cell unlike the others")
        case .overDischarge: Words("电芯过放", "a cell discharged too far")
        case .selfDischarge: Words("电芯自放电", "self-discharge of a cell")
        case .acceleratingSelfDischarge:
            Words("自放电加剧", "self-discharge that grows")
        case .cellResistance: Words("电芯内阻偏高", "resistance of a cell")
        case .voltageDisorder: Words("电芯电压紊乱", "disorder of a cell's voltage")
        case .cellCorrelation: Words("电芯与相邻不同步", "cells that do not go with their neighbours")
        }
    }

    /// A value with the unit of the rule.
    func text(_ value: Double) -> String {
        switch self {
        case .cellOverVoltage, .cellUnderVoltage, .overDischarge: "\(value.text(places: 3)) V"
        case .restSpread, .cellOutlier, .runawayPrecursor:
            "\((value * 1_000).text(places: 0)) mV"
        case .spreadGrowth: "\((value * 1_000).text(places: 0)) mV/month"
        case .overTemperature, .probeSpread: "\(value.text(places: 0)) °C"
        case .unexplainedWarming: "\(value.text(places: 1)) °C/min"
        case .silenceAfterHeat: "\(value.text(places: 0)) s"
        case .insulation: "\(value.text(places: 0)) Ω/V"
        case .stateOfChargeJump, .resistanceGrowth: value.percent(places: 0)
        case .stateOfHealth: value.percent(places: 1)
        case .fadeRate, .fadeAfterKnee, .selfDischarge, .acceleratingSelfDischarge:
            "\(value.percent(places: 1))/month"
        case .cellResistance: "× \(value.text(places: 2))"
        case .voltageDisorder: "\(value.text(places: 1)) σ"
        case .cellCorrelation: value.text(places: 0)
        }
    }
}

extension ReadingDefect {
    var words: Words {
        switch self {
        case .unreadable: Words("无法读取", "cannot be read")
        case .timeReversed: Words("时间倒退", "time went back")
        case .duplicate: Words("重复读数", "a second reading of one moment")
        case .gap: Words("读数中断", "more than a minute without a reading")
        case .current: Words("电流无效", "no plausible current")
        case .packVoltage: Words("总电压无效", "no plausible voltage of the pack")
        case .stateOfCharge: Words("荷电状态无效", "no plausible state of charge")
        case .stateOfChargeJump: Words("荷电状态跳变", "the state of charge jumped")
        case .cellVoltage: Words("电芯电压无效", "no plausible voltage of a cell")
        case .temperature: Words("温度无效", "no plausible temperature")
        case .insulation: Words("绝缘电阻无效", "no plausible insulation")
        case .cellCount: Words("电芯数量不符", "more or fewer cells than the model has")
        case .motion: Words("车速或里程无效", "no plausible speed or distance")
        }
    }
}

extension PackAssessment.Remark {
    var words: Words { Words(chinese, "\(self)") }

    private var chinese: String {
        switch self {
        case .noReadings: "数据不足：没有读数"
        case .noCharge: "数据不足：没有充电过程"
        case .shallow(let deepest, let needed):
            "数据不足：最深一次充电仅\(deepest.percent(places: 1))，需要\(needed.percent(places: 0))"
        case .noneCounted(let reasons):
            "数据不足：没有可用的充电过程（"
                + reasons.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { "\($0.key.chinese)\($0.value)次" }.joined(separator: "，") + "）"
        case .implausible(let defect, let part):
            "\(part.percent(places: 1))的读数\(defect.words.chinese)：请检查单位"
        case .unreadable(let part): "\(part.percent(places: 0))的读数无法读取：请检查文件"
        case .outOfOrder(let part): "\(part.percent(places: 0))的读数没有时间或早于前一条：请按时间排序"
        case .impossible(let health):
            "容量为额定的\(health.percent(places: 1))，不可能：请检查电流、荷电状态和额定容量的单位"
        case .aboveRated(let health): "健康状态\(health.percent(places: 1))高于电池所能有的：请核对额定容量"
        case .risen(let rise): "健康状态上升了\(rise.percent(places: 1))：请核查检测"
        case .shifted(let from, let to):
            "最近的充电一致显示\(to.percent(places: 1))，此前为\(from.percent(places: 1))：请检查电池与测量装置"
        case .unsettled(let count, let health):
            "最近\(count)次充电显示为\(health.percent(places: 1))：待后续充电或检测确认"
        case .noTemperature(let count): "\(count)次充电没有温度：按 25 °C 计"
        case .fewSteps(let needed): "内阻数据不足：电流阶跃少于\(needed)次"
        }
    }
}

extension FieldCapacity.Rejection {
    fileprivate var chinese: String {
        switch self {
        case .shallow: "过浅"
        case .gaps: "中断"
        case .temperature: "温度"
        case .outlier: "离群"
        case .impossible: "不可能"
        }
    }
}

extension Double {
    /// A part of 1 as a per cent.
    func percent(places: Int) -> String { "\((self * 100).text(places: places)) %" }
}
