import Calls
import Canvas
import Design
import Diagnosis
import Testing
import Wire

@testable import Wizard

/// The test from inside the cluster, on screen 7.
@Suite struct PodTests {
    private func atTest() -> Driver {
        var driver = Driver(.live)
        driver.walk(to: .test)
        return driver
    }

    @Test func `p sends from the pod, and what happens there is told as it comes`() {
        var driver = atTest()
        driver.sendFromPod([.workload(PodScenes.starts)])
        #expect(
            driver.effects.contains { if case .send(_, let options, _) = $0 { options.via == .pod } else { false } })
        let text = driver.text()
        #expect(text.contains("… 1  Workload ses-test starts"))
        #expect(text.contains("✓ token") && text.contains("put in by the webhook"))
        #expect(text.contains("Nothing was sent yet."))
        // Esc stops the waiting, and says so.
        driver.press(.escape)
        #expect(driver.text().contains("Stopped before the message was sent. The pod stays as it is."))
        #expect(driver.state.testing.mayBeOut == false)
    }

    @Test func `Enter on a row shows what the cluster says`() {
        var driver = atTest()
        driver.sendFromPod([.workload(PodScenes.image)], end: PodScenes.unpulled)
        #expect(driver.text().contains("K8S-IMAGE"))
        driver.state.route.place(.row(0))
        driver.press(.enter)
        #expect(driver.text().contains("08:00:31 UTC"))
        #expect(driver.text().contains("3 times"))
    }

    @Test func `a message from the pod says that pods do, and offers to remove what was made`() {
        var driver = atTest()
        driver.sendFromPod(end: PodScenes.sent)
        let text = driver.text()
        #expect(text.contains("Message sent, from inside the pod."))
        #expect(text.contains("┌ in pod ses-test-6d9f7c-x2lq7"))
        #expect(text.contains("▸ [ Continue ]"))
        driver.state.route.place(.button(.removeWorkload))
        driver.press(.enter)
        #expect(driver.text().contains("deployment ses-test in namespace default, made by sesame"))
        #expect(driver.effects.allSatisfy { if case .removeWorkload = $0 { false } else { true } })
        // Enter too many is the harmless answer.
        driver.press(.enter)
        #expect(driver.effects.allSatisfy { if case .removeWorkload = $0 { false } else { true } })
        driver.state.route.place(.button(.removeWorkload))
        driver.press(.enter, .left, .enter)
        #expect(
            driver.effects.contains { if case .removeWorkload(_, let uid, _) = $0 { uid == "d-1" } else { false } })
    }

    @Test func `both ways that differ stand side by side`() {
        var driver = atTest()
        driver.press(.enter)
        driver.sendFromPod(end: PodScenes.unreachable)
        let text = driver.text()
        #expect(text.contains("The same message, twice"))
        #expect(text.contains("✓ webhook   ✓ image   ✗ network   · library"))
        #expect(text.contains("K8S-STS-ROUTE"))
        // What was changed since makes what is shown old.
        driver.state.testing.isOld = true
        #expect(driver.state.comparison == nil)
    }

    @Test func `what went out from here is told beside the pod's also after something changed, with its time`() throws {
        var driver = atTest()
        driver.press(.enter)
        // Reading the plan again and making the workload change nothing that a message from here goes by.
        driver.state.testing.isOld = true
        driver.sendFromPod(end: PodScenes.unreachable)
        let plain = try #require(driver.state.comparison)
        #expect(!plain.isBeforeChange && plain.time?.contains(":") == true)
        #expect(driver.text().contains("from here \(plain.time ?? "")"))
        // A role that was changed may be another one.
        driver.state.testing.noteChange()
        let changed = try #require(driver.state.comparison)
        #expect(changed.sentences[0].contains("sesame changed something since,"))
        #expect(driver.text().contains("sesame changed something since,"))
        // To somebody else it is another message.
        driver.state.testing.isOld = true
        driver.state.testing.changeTarget()
        driver.sendFromPod(end: PodScenes.unreachable)
        #expect(driver.state.comparison == nil)
    }

    @Test func `Jobs are shown before they are made, and a way of their own`() throws {
        var driver = atTest()
        driver.state.route.place(.choice(.sendVia))
        driver.press(.right, .right)
        #expect(driver.text().contains("Jobs of ses-sender, deleted again"))
        driver.answers = false
        driver.press(.character("s"))
        #expect(driver.text().contains("Makes 2 Jobs in namespace default of cluster mail-prod"))
        #expect(!driver.effects.contains { if case .send = $0 { true } else { false } })
        // Enter too many is the harmless answer.
        driver.press(.enter)
        #expect(!driver.effects.contains { if case .send = $0 { true } else { false } })
        driver.press(.character("s"), .left, .enter)
        let options = driver.effects.compactMap { if case .send(_, let options, _) = $0 { options } else { nil } }
        #expect(options.map(\.byJob) == [true] && options.map(\.via) == [.pod])
        #expect(driver.text().contains("A Job's pod starts"))
    }

    @Test func `a pod that is older than its role is restarted when somebody says yes to what restarts`() throws {
        var driver = atTest()
        driver.sendFromPod(end: PodScenes.old)
        #expect(driver.text().contains("▸ [ Restart the pod ]"))
        driver.answers = false
        driver.press(.enter)
        let id = try #require(driver.state.work.ids(.lookAtRestart).first)
        let target = try #require(RestartTarget(.deployment, "ses-test", in: "default"))
        driver.send(.restartSeen(id, .success([RestartSight(target, PodScenes.deployment(), isAllowed: true)])))
        let text = driver.text()
        #expect(text.contains("deployment ses-test in namespace default") && text.contains("It cannot be taken back."))
        driver.press(.enter)
        #expect(!driver.effects.contains { if case .restart = $0 { true } else { false } })
        driver.press(.enter)
        let again = try #require(driver.state.work.ids(.lookAtRestart).first)
        driver.send(.restartSeen(again, .success([RestartSight(target, PodScenes.deployment(), isAllowed: true)])))
        driver.press(.left, .enter)
        let sights = driver.effects.compactMap { if case .restart(_, let sights, _) = $0 { sights } else { nil } }
        #expect(sights.first?.first?.uid == "d-1")
        let work = try #require(driver.state.work.ids(.restart).first)
        driver.send(.restarted(work, .success(1)))
        #expect(driver.text().contains("Restarted: deployment ses-test."))
        #expect(driver.state.testing.isOld)
    }

    @Test(
        arguments: [
            (["spec": ["replicas": 1, "paused": true]], true, "is paused"),
            (["spec": ["replicas": 1, "strategy": ["type": "OnDelete"]]], true, "OnDelete"),
            (["spec": ["replicas": 0]], true, "wants no pods"),
            (["spec": ["replicas": 2]], false, "you may not patch deployments ses-test"),
        ] as [(JSONValue, Bool, String)])
    func `what a restart would not do is said instead of asked`(
        _ more: JSONValue, _ isAllowed: Bool, _ words: String
    ) throws {
        var driver = atTest()
        driver.sendFromPod(end: PodScenes.old)
        driver.answers = false
        driver.press(.enter)
        let id = try #require(driver.state.work.ids(.lookAtRestart).first)
        let target = try #require(RestartTarget(.deployment, "ses-test", in: "default"))
        driver.send(
            .restartSeen(id, .success([RestartSight(target, PodScenes.deployment(more), isAllowed: isAllowed)])))
        #expect(driver.text().contains("It cannot be restarted:") && driver.text().contains(words), "\(driver.text())")
        #expect(driver.state.overlays.isEmpty)
    }

    @Test func `another image is named, kept in the answers, and its plan is shown`() throws {
        var driver = atTest()
        driver.sendFromPod([.workload(PodScenes.image)], end: PodScenes.unpulled)
        #expect(driver.text().contains("[ Use the image of public.ecr.aws ]   [ Name another image ]"))
        driver.state.route.place(.button(.nameImage))
        driver.press(.enter)
        #expect(driver.text().contains("Another image for the test workload"))
        // Without a version it is no image that stays the same.
        driver.send(.key(.paste("registry.example.com/aws-cli")))
        driver.press(.enter)
        #expect(!driver.state.overlays.isEmpty)
        driver.send(.key(.paste("registry.example.com/aws-cli:2.32.6")))
        driver.press(.enter)
        #expect(driver.state.answers[.image] == "registry.example.com/aws-cli:2.32.6")
        #expect(driver.state.answers.testWorkload)
        #expect(driver.state.screen == .diagnose && driver.state.diagnosing.fix?.address == .deployment)
    }

    @Test func `the way is chosen with Left and Right, round in both directions`() {
        var driver = atTest()
        driver.state.route.place(.choice(.sendVia))
        var ways: [SendWay] = []
        for key in [Key.right, .right, .right, .left] {
            driver.press(key)
            ways.append(driver.state.testing.request.via)
        }
        #expect(ways == [.pod, .pod, .owner, .pod])
        #expect(driver.state.testing.request.byJob)
    }

    @Test func `e shows the line for kubectl`() {
        var driver = atTest()
        driver.sendFromPod(end: PodScenes.sent)
        driver.press(.character("e"))
        #expect(driver.text().contains("kubectl exec -n default ses-test-6d9f7c-x2lq7"))
    }
}
