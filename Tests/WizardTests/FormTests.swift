import Calls
import Canvas
import Design
import Testing

@testable import Wizard

@Suite struct FormTests {
    private func form() -> FormState {
        var form = FormState(FakeWorld.answers)
        form.propose("111122223333", for: .eksAccount, from: .profile("eks-admin"))
        form.propose("eu-west-1", for: .eksRegion, from: .detected(from: "found"))
        form.propose("mail-prod", for: .eksCluster, from: .detected(from: "found"))
        form.propose(FakeWorld.issuer, for: .eksOIDCProvider, from: .detected(from: "read from EKS"))
        form.propose("444455556666", for: .sesAccount, from: .profile("ses-admin"))
        for (field, text) in [
            (FieldID.namespace, "default"), (.serviceAccount, "ses-sender"), (.sesRegion, "eu-west-1"),
        ] {
            form.propose(text, for: field, from: .default)
        }
        return form
    }

    @Test func `the files and the design are those of the answers, whatever changed them`() throws {
        var form = form()
        func check(_ form: FormState) {
            let design = form.problems.isEmpty ? try? DelegateSending(form.answers) : nil
            #expect(form.preview.design == design)
            if let design { #expect(form.preview.files == Artifacts.make(design)) }
        }
        check(form)
        #expect(form.preview.design != nil)
        form.enter("jobs", into: .namespace)
        check(form)
        #expect(form.preview.file(.trustPolicy)?.content.contains("jobs:ses-sender") == true)
        _ = form.edit(.serviceAccount, .character("x"))
        check(form)
        let wentBack = (form.undo()?.fields, form.redo()?.fields)
        #expect(wentBack.0 == [.serviceAccount] && wentBack.1 == [.serviceAccount])
        check(form)
        form.forgetCaller(.eks)
        check(form)
        #expect(form.preview.design == nil)
        form.spread(try #require(Paste("arn:aws:eks:eu-west-1:111122223333:cluster/other", into: .eksCluster)))
        check(form)
        form.restore(FakeWorld.answers, drafts: [.sesSender: "nobody"])
        check(form)
    }

    @Test func `what was found for another value goes with it, what was typed stays`() {
        var found = form()
        found.enter("eu-central-1", into: .eksRegion)
        #expect(found.answers[.eksCluster] == nil && found.answers[.eksOIDCProvider] == nil)
        var typed = form()
        typed.enter("shop-eu", into: .eksCluster)
        #expect(typed.answers[.eksOIDCProvider] == nil)
        typed.enter("eu-central-1", into: .eksRegion)
        #expect(typed.answers[.eksCluster] == "shop-eu")
    }

    @Test func `the identity follows the sender, unless a domain was typed`() {
        var form = form()
        form.propose("no-reply@example.com", for: .sesIdentity, from: .detected(from: "verified in SES"))
        form.enter("post@example.com", into: .sesSender)
        #expect(form.answers[.sesIdentity] == nil)
        form.enter("example.com", into: .sesIdentity)
        form.enter("news@example.com", into: .sesSender)
        #expect(form.answers[.sesIdentity] == "example.com")
    }

    @Test func `a text that is no value stays as it was typed, and is reported when it is left`() {
        var form = form()
        form.enter("4444", into: .sesAccount)
        #expect(form.text(of: .sesAccount) == "4444")
        #expect(form.problems[.sesAccount]?.kind == .incomplete && form.problem(of: .sesAccount) == nil)
        let left = (form.leave(.eksAccount), form.leave(.sesAccount))
        #expect(left == (false, true), "the cursor was in one of them")
        #expect(form.problem(of: .sesAccount) != nil && !form.isAnswered(.sesAccount))
        form.enter("  ", into: .sesAccount)
        #expect(form.problem(of: .sesAccount) == nil && form.answers[.sesAccount] == nil)
        #expect(form.drafts[.sesAccount] == "", "emptied on purpose: nothing fills it while it is typed in")
        form.propose("444455556666", for: .sesAccount, from: .profile("ses-admin"))
        #expect(form.answers[.sesAccount] == nil)
        _ = form.leave(.sesAccount)
        form.propose("444455556666", for: .sesAccount, from: .profile("ses-admin"))
        #expect(form.text(of: .sesAccount) == "444455556666")
    }

    @Test func `a proposal never replaces what is stronger`() {
        var form = form()
        form.enter("jobs", into: .namespace)
        form.propose("default", for: .namespace, from: .detected(from: "found"))
        #expect(form.answers[.namespace] == "jobs")
        form.enter("no such place", into: .serviceAccount)
        form.propose("ses-sender", for: .serviceAccount, from: .detected(from: "found"))
        #expect(form.text(of: .serviceAccount) == "no such place")
    }

    @Test func `a caller takes along only what it told itself`() {
        var form = form()
        form.enter("444455556666", into: .sesAccount)
        form.forgetCaller(.ses)
        #expect(form.answers[.sesAccount] == "444455556666" && form.answers[.eksAccount] == "111122223333")
        form.forgetCaller(.eks)
        #expect(form.answers[.eksAccount] == nil)
    }

    @Test func `unfinished texts come back with their problems`() {
        var form = FormState(Answers())
        let wentBack = (form.undo(), form.redo())
        #expect(wentBack.0 == nil && wentBack.1 == nil)
        form.restore(FakeWorld.answers, drafts: [.sesAccount: "4444", .serviceAccount: "SES"])
        #expect(form.text(of: .sesAccount) == "4444" && form.problem(of: .sesAccount)?.kind == .incomplete)
        #expect(form.problem(of: .serviceAccount)?.repair == "ses")
        #expect(form.drafts == [.sesAccount: "4444", .serviceAccount: "SES"])
    }

    @Test func `letters become the answer as they come`() {
        var form = form()
        for letter in "-two" { _ = form.edit(.serviceAccount, .character(letter)) }
        #expect(form.answers[.serviceAccount] == "ses-sender-two")
        let keys = (form.edit(.serviceAccount, .up), form.edit(.serviceAccount, .left))
        #expect(keys == (nil, false), "Up means nothing in a text, Left changes none")
    }
}
