import Calls
import Canvas
import Design
import Identifiers
import Testing

@testable import Wizard

/// Nobody is asked, and nothing of a profile runs, before a person says yes.
@Suite struct AskingTests {
    /// The effects that run something of a profile or send something.
    private func asks(_ driver: Driver) -> [WizardEffect] {
        driver.effects.filter {
            switch $0 {
            case .identify, .ask, .plan, .apply, .mailAgain, .send, .checkPractices: true
            default: false
            }
        }
    }

    private func sides(_ driver: Driver) -> [CallerChoice] {
        driver.effects.compactMap { if case .identify(_, _, let choice) = $0 { choice } else { nil } }
    }

    @Test func `screen 1 proposes, names what Enter does, and asks when it is pressed`() {
        var driver = Driver(.live, answers: Answers())
        driver.effects = []
        driver.press(.enter)
        #expect(driver.state.screen == .introduction)
        #expect(asks(driver).isEmpty, "\(driver.effects)")
        #expect(driver.effects.contains(.dropTypeAhead), "an Enter typed before must not say yes")
        #expect(driver.text().contains("· not asked yet"))
        let says = driver.state.says
        #expect(
            says.announcement == "Enter runs \"/usr/local/bin/vault-creds prod\" of eks-admin, takes the keys of "
                + "ses-admin in ~/.aws/credentials, then asks STS who they are.")
        driver.press(.enter)
        #expect(sides(driver) == [.profile("eks-admin"), .profile("ses-admin")])
        #expect(driver.state.screen == .introduction, "who they are is seen before it goes on")
        #expect(!driver.effects.contains { if case .ask = $0 { true } else { false } }, "the line spoke of STS alone")
        #expect(driver.state.says.second.contains("mail-prod"), "\(driver.state.says)")
        driver.press(.enter)
        #expect(driver.state.screen == .irsa)
        #expect(driver.effects.contains { if case .ask = $0 { true } else { false } })
    }

    @Test func `looking around asks nobody`() {
        var driver = Driver(.live, answers: FakeWorld.answers)
        driver.effects = []
        driver.press(.enter, .backTab, .backTab, .enter, .down, .escape, .character("?"), .escape, .tab, .tab, .tab)
        driver.press(.enter, .enter, .character("g"), .escape, .character(":"), .escape)
        #expect(sides(driver).isEmpty, "\(driver.effects)")
        #expect(asks(driver).isEmpty, "\(driver.effects)")
    }

    @Test func `the demo asks at once`() {
        var driver = Driver(.demo, answers: Answers())
        driver.press(.enter)
        #expect(sides(driver) == [.profile("eks-admin"), .profile("ses-admin")])
    }

    @Test func `what a flag or the answers file names is chosen, at screen 1 and not at Home`() throws {
        var answers = Answers()
        try answers.set("ses-admin", for: .sesProfile, from: .flag("--ses-profile"))
        var driver = Driver(.live, answers: answers)
        #expect(sides(driver).isEmpty)
        driver.press(.enter)
        #expect(sides(driver) == [.profile("ses-admin")])
        #expect(driver.state.callers[.eks].proposal?.choice == .profile("eks-admin"))
        #expect(driver.state.says.first.hasPrefix("Enter runs \"/usr/local/bin/vault-creds prod\" of eks-admin, then"))
    }

    @Test func `a setup begun earlier comes back unasked, and Enter asks`() {
        var driver = Driver(.live)
        driver.walk(to: .ses)
        let saved = driver.state.saved
        #expect(saved.callers.count == 2 && saved.asked.count == 2)
        var later = Driver(.live, answers: Answers())
        later.effects = []
        later.send(.tick(later.state.now.adding(milliseconds: 86_400_000)))
        later.run(later.state.restore(saved))
        #expect(asks(later).isEmpty, "\(later.effects)")
        #expect(later.text().contains("asked yesterday"), "\(later.text())")
        #expect(later.state.saved.callers == saved.callers, "leaving now keeps what was chosen")
        #expect(later.state.saved.asked == saved.asked, "and when it was asked")
        var refused = later
        refused.press(.escape)
        refused.press(.enter, times: 8)
        #expect(asks(refused).isEmpty, "\(refused.effects)")
        later.press(.enter)
        #expect(sides(later) == [.profile("eks-admin"), .profile("ses-admin")])
        #expect(later.state.screen == .ses)
        #expect(later.frame().text == driver.frame().text)
    }

    @Test func `what was only proposed is not kept as chosen`() {
        var driver = Driver(.live, answers: Answers())
        driver.press(.enter)
        #expect(driver.state.saved.callers.isEmpty)
    }

    @Test func `a side without its caller is in no use`() {
        var driver = Driver(.live)
        driver.walk(to: .irsa)
        #expect(driver.state.callersInUse == [.eks: .profile("eks-admin"), .ses: .profile("ses-admin")])
        driver.run(driver.state.choose(.handOver, for: .ses))
        #expect(driver.state.callersInUse == [.eks: .profile("eks-admin")])
    }

    @Test func `one profile is for one side, and the other is left to its owner`() {
        for (name, side) in [("default", Side.eks), ("ses-admin", .ses), ("work", .eks)] {
            var local = LocalFindings(profiles: [name])
            local.outlooks[.profile(name)] = CallerOutlook(steps: [.other("takes the keys of \(name)")])
            var driver = Driver(.live, answers: Answers(), local: local)
            driver.world.profiles[name] = "111122223333"
            driver.press(.enter)
            let other: Side = side == .eks ? .ses : .eks
            #expect(driver.state.callers[side].proposal?.choice == .profile(name))
            #expect(driver.state.callers[other].proposal?.choice == .handOver)
            #expect(driver.text().contains("choose \"hand-over\""), "the hint stays: \(driver.text())")
            driver.press(.enter)
            #expect(sides(driver) == [.profile(name)])
            #expect(driver.state.callers[other] == .handOver)
        }
    }

    @Test(
        arguments: [
            (["ses"], nil, "ses"), (["ses-admin", "eks-admin"], "eks-admin", "ses-admin"),
            (["prodSES", "prodEKS"], "prodEKS", "prodSES"), (["acme_eks_admin", "mail"], "acme_eks_admin", nil),
            (["SESAdmin", "EKSadmin"], "EKSadmin", "SESAdmin"), (["a.ses.b", "x/eks"], "x/eks", "a.ses.b"),
            (["ses2", "2eks"], "2eks", "ses2"), (["prod-sessions", "processes"], nil, nil),
            (["leases", "weeks", "Geeks"], nil, nil), (["eks-ses", "x"], "eks-ses", nil),
            (["eks-ses", "ses"], "eks-ses", "ses"), (["dev", "prod"], nil, nil),
            (["SESSION", "seekSession"], nil, nil), (["my eks", "Acme:Ses"], "my eks", "Acme:Ses"),
        ] as [([String], String?, String?)])
    func `whole words of names propose`(profiles: [String], eks: String?, ses: String?) {
        let found = Proposals(LocalFindings(profiles: profiles), accounts: [:], taken: [:]).found
            .filter { $0.value.choice != .handOver }
        #expect(found[.eks]?.choice == eks.map { .profile($0) }, "\(found)")
        #expect(found[.ses]?.choice == ses.map { .profile($0) }, "\(found)")
    }

    @Test func `accounts, AWS_PROFILE and keys of the environment propose too`() {
        let names = ["acme-111122223333-x", "dev", "eks"]
        let byAccount = Proposals(LocalFindings(profiles: names), accounts: [.ses: "111122223333"], taken: [:]).found
        #expect(byAccount[.ses]?.choice == .profile("acme-111122223333-x"))
        #expect(byAccount[.eks]?.choice == .profile("eks"))
        let current = LocalFindings(profiles: ["a", "b"], currentProfile: "b")
        #expect(Proposals(current, accounts: [:], taken: [:]).found[.eks]?.choice == .profile("b"))
        #expect(Proposals(current, accounts: [:], taken: [:]).found[.ses] == nil)
        let missing = LocalFindings(profiles: ["a", "b"], currentProfile: "gone")
        #expect(Proposals(missing, accounts: [:], taken: [:]).found.isEmpty)
        let keys = LocalFindings(hasEnvironmentKeys: true)
        #expect(Proposals(keys, accounts: [:], taken: [:]).found[.eks]?.choice == .environment)
        #expect(Proposals(keys, accounts: [:], taken: [:]).found[.ses]?.choice == .handOver)
        let two = LocalFindings(profiles: ["dev-eks", "prod-eks"], currentProfile: "prod-eks")
        #expect(Proposals(two, accounts: [:], taken: [:]).found[.eks]?.choice == .profile("prod-eks"))
        let taken = Proposals(LocalFindings(profiles: ["eks"]), accounts: [:], taken: [.eks: .profile("eks")]).found
        #expect(taken[.ses]?.choice == .handOver)
    }

    @Test(arguments: [80, 120])
    func `what Enter does fits its lines, whatever the command`(columns: Int) {
        let long = "/opt/" + String(repeating: "very-long-folder/", count: 12) + "creds --profile prod --all the rest"
        for command in [long, "x", "日本語" + long] {
            var local = FakeWorld.local
            local.outlooks[.profile("eks-admin")] = CallerOutlook(
                steps: [.runs(command: command, profile: "eks-admin"), .other("asks STS for the role deploy")])
            var driver = Driver(.live, answers: Answers(), local: local, size: Size(columns: columns, rows: 24))
            driver.press(.enter)
            let says = driver.state.says
            #expect(TextWidth.columns(says.first) <= columns - 4 && TextWidth.columns(says.second) <= columns - 4)
            let words = says.announcement
            #expect(words.hasPrefix("Enter runs \""), "\(words)")
            #expect(words.hasSuffix(", then asks STS who they are."), "\(words)")
            #expect(words.contains("of eks-admin, asks STS for the role deploy, takes the keys of ses-admin in"))
            #expect(words.contains("creds") || !command.hasPrefix("/"), "the program: \(words)")
        }
    }

    @Test func `days are told from the person's calendar`() {
        let now = Moment(milliseconds: 1_800_000_000_000, offset: 3600)
        #expect(now.adding(milliseconds: -60_000).day(seenFrom: now) == "today 08:59")
        #expect(now.adding(milliseconds: -10 * 3_600_000).day(seenFrom: now) == "yesterday 23:00")
        #expect(now.adding(milliseconds: -80 * 3_600_000).day(seenFrom: now) == "3 days ago")
        #expect(now.adding(milliseconds: 60_000).day(seenFrom: now) == "today 09:01")
    }
}
