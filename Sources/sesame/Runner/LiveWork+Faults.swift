import Calls
import Design
import Diagnosis
import Identifiers
import Simulator
import SimulatorServer
import Stage
import Wizard

/// What can be broken in the demo's world, for the demo's own list, the stage and its console.
extension LiveWork {
    /// Everything that can be broken, the menu's first, and how it stands; none outside the demo.
    ///
    /// - Parameter answers: The setup that is broken, whose names stand in what the faults are called.
    /// - Returns: The faults.
    func faults(_ answers: Answers) -> [DemoFault] {
        guard let simulation = demoWorld?.simulator.simulation else { return [] }
        let faults = simulation.faults(names: Self.names(answers))
        let subject = Subject(answers)
        let broken = faults.filter { if case .on = $0.standing { true } else { false } }
        return faults.map { fault in
            let hiders = broken.filter { other in
                other.name == fault.coveredBy
                    || other.name != fault.name
                        && Checks.hides(fault.code, behind: other.code, of: Side(rawValue: other.side), in: subject)
            }
            return DemoFault(
                name: fault.name, number: fault.number, called: fault.called, title: fault.title, code: fault.code,
                standing: Self.standing(fault.standing), hiddenBy: hiders.map(\.name))
        }
    }

    /// Breaks a fault now.
    ///
    /// - Parameters:
    ///   - name: The name of its scenario.
    ///   - answers: The setup that is broken: its names are those of its role, service account, addresses and policies.
    /// - Returns: What came of it.
    func breakFault(_ name: String, _ answers: Answers) -> FaultOutcome {
        guard let simulation = demoWorld?.simulator.simulation else { return .noDemo }
        do throws(FaultProblem) {
            try simulation.breakFault(name, names: Self.names(answers))
            forgetLooks()
            return .done("Something is broken now.")
        } catch {
            return .refused(error.sentence)
        }
    }

    /// Breaks the fault of a number in the menu.
    ///
    /// - Parameters:
    ///   - number: The number, counted from 1; nil for one that can be broken now and would be seen.
    ///   - answers: The setup that is broken.
    /// - Returns: What came of it.
    func breakNumber(_ number: Int?, _ answers: Answers) -> FaultOutcome {
        let menu = faults(answers).filter { $0.number != nil }
        if let number {
            guard let fault = menu.first(where: { $0.number == number }) else {
                return .refused(FaultProblem.unknown(String(number)).sentence)
            }
            return breakFault(fault.name, answers)
        }
        var last = FaultOutcome.refused("All of the menu is broken already.")
        for fault in menu.filter({ $0.standing == .off && $0.hiddenBy.isEmpty }).shuffled() {
            last = breakFault(fault.name, answers)
            if last.changesWorld { return last }
        }
        return last
    }

    /// Breaks a fault just before the next message, apply or check.
    func arm(_ name: String, on cue: StageScript.Cue) -> FaultOutcome {
        guard let simulation = demoWorld?.simulator.simulation else { return .noDemo }
        do throws(FaultProblem) {
            try simulation.arm(name, on: FaultCue(cue))
            return .done("Something will break.", changesWorld: false)
        } catch {
            return .refused(error.sentence)
        }
    }

    /// Mends a fault, or disarms it.
    ///
    /// What somebody repaired by hand stays as it is.
    func mend(_ name: String) -> FaultOutcome {
        guard let simulation = demoWorld?.simulator.simulation else { return .noDemo }
        switch simulation.mend(name) {
        case .mended:
            forgetLooks()
            return .done("Something is mended now.")
        case .wasRepaired:
            return .refused("That was repaired by hand. Nothing was changed.", says: "Nothing was changed.")
        case .disarmed: return .done("Nothing will break.", changesWorld: false)
        case .wasWhole: return .refused("That is not broken.", says: "Nothing was changed.")
        }
    }

    /// Breaks what waits for something that comes now; for work that goes on after a step back it broke already.
    ///
    /// - Parameters:
    ///   - cues: What comes.
    ///   - answers: The setup that it is about.
    func come(to cues: StageScript.Cue..., answers: Answers) {
        guard let simulation = demoWorld?.simulator.simulation, begins(sendsMail: cues.contains(.send)) else { return }
        for cue in cues where !simulation.come(to: FaultCue(cue), names: Self.names(answers)).isEmpty { forgetLooks() }
    }

    /// Tells the demo's world that the effect that is carried out begins.
    ///
    /// - Returns: Whether it does, and does not go on after a step back.
    @discardableResult
    func begins(sendsMail: Bool) -> Bool {
        demoWorld?.simulator.simulation.begins(work: EffectRunner.number, sendsMail: sendsMail) ?? true
    }

    /// What a setup calls otherwise than the scenarios; as much of it as is answered.
    private static func names(_ answers: Answers) -> [String: String] {
        guard let design = try? DelegateSending(answers) else {
            let known: [(String, FieldID)] = [
                ("namespace", .namespace), ("serviceAccount", .serviceAccount), ("role", .role),
                ("permissionsPolicy", .permissionsPolicy), ("sendingPolicy", .sendingPolicy),
                ("receiver", .sesReceiver),
            ]
            return known.reduce(into: [:]) { $0[$1.0] = answers[$1.1] }
        }
        return [
            "namespace": design.namespace.text, "serviceAccount": design.serviceAccount.text,
            "role": design.roleName.text, "permissionsPolicy": design.permissionsPolicyName.text,
            "sendingPolicy": design.sendingPolicyName.text, "region": design.sesRegion.text,
            // Where the domain is verified, it is what the steps about the sender's identity are about.
            "sender": design.identity.text, "receiver": design.receiver?.text ?? "",
            "domain": design.sender.domain.text,
        ]
    }

    private static func standing(_ standing: Fault.Standing) -> DemoFault.Standing {
        switch standing {
        case .off: .off
        case .armed(let cue): .armed(StageScript.Cue(cue))
        case .on(let seconds): .on(seconds: seconds)
        }
    }
}

extension FaultCue {
    fileprivate init(_ cue: StageScript.Cue) {
        self =
            switch cue {
            case .send: .send
            case .apply: .apply
            case .check: .check
            }
    }
}

extension StageScript.Cue {
    fileprivate init(_ cue: FaultCue) {
        self =
            switch cue {
            case .send: .send
            case .apply: .apply
            case .check: .check
            }
    }
}
