// Uploads in pieces over a bad line. Without this script the form sends small files by itself.
// Protocol (docs/evidence.md): open → pieces at an offset → finish; the server tells how much it has.
(() => {
  "use strict";
  const form = document.querySelector("form[data-upload]");
  if (!form || !window.fetch || !Blob.prototype.arrayBuffer) return;
  const list = form.querySelector("[data-upload-list]");
  const status = form.querySelector("[data-upload-status]");
  const drop = form.querySelector("[data-drop]");
  const button = form.querySelector("[data-upload-send]");
  const EDGE = 65536;
  const HASHED = 60000000;
  const PATIENCE = 30 * 60 * 1000;
  const items = [];
  let running = false;
  form.classList.add("has-script");

  class Final extends Error {}
  const sleep = (milliseconds) => new Promise((done) => {
    const timer = setTimeout(done, milliseconds);
    window.addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
  });
  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
  const megabytes = (bytes) => (bytes / 1e6).toLocaleString("vi-VN", { maximumFractionDigits: 1 });

  // The same file is known again after a reload: name, size, time and both ends of its content.
  const fingerprint = async (file) => {
    const ends = [file.slice(0, EDGE), file.slice(Math.max(0, file.size - EDGE))];
    let high = 0xdeadbeef;
    let low = 0x41c6ce57;
    for (const end of ends) {
      for (const byte of new Uint8Array(await end.arrayBuffer())) {
        high = Math.imul(high ^ byte, 2654435761);
        low = Math.imul(low ^ byte, 1597334677);
      }
    }
    return [file.name, file.size, file.lastModified, (high >>> 0).toString(16), (low >>> 0).toString(16)].join("|").slice(-200);
  };
  const sum = async (file) => {
    if (!window.crypto || !crypto.subtle || file.size > HASHED) return "";
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const show = (item, text, tone = "") => {
    item.row.className = tone;
    item.state.textContent = text;
  };
  const add = (file) => {
    const row = document.createElement("li");
    const name = document.createElement("span");
    name.className = "upload-name";
    name.textContent = file.name;
    const drop_it = document.createElement("button");
    drop_it.type = "button";
    drop_it.className = "btn btn-sm btn-outline-secondary";
    drop_it.textContent = "Bỏ";
    drop_it.setAttribute("aria-label", `Bỏ tệp ${file.name}`);
    const bar = document.createElement("progress");
    bar.className = "bar";
    bar.max = Math.max(1, file.size);
    bar.value = 0;
    bar.setAttribute("aria-label", `Tiến độ gửi ${file.name}`);
    const state = document.createElement("span");
    state.className = "upload-state";
    row.append(name, drop_it, bar, state);
    const item = { file, row, bar, state, done: false, left: false };
    drop_it.addEventListener("click", () => {
      item.left = true;
      items.splice(items.indexOf(item), 1);
      row.remove();
      list.hidden = !items.length;
    });
    show(item, `${megabytes(file.size)} MB, chờ gửi`);
    items.push(item);
    list.append(row);
    list.hidden = false;
  };
  const take = (files) => [...files].forEach(add);

  form.querySelectorAll("input[type=file]").forEach((input) => input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  }));
  ["dragenter", "dragover"].forEach((kind) => drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("is-over");
  }));
  ["dragleave", "drop"].forEach((kind) => drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    if (kind === "drop") take(event.dataTransfer.files);
  }));

  // One request, again and again while the line or the server is away.
  const ask = async (item, url, body, type) => {
    const began = Date.now();
    for (let pause = 1000; ; pause = Math.min(pause * 2, 30000)) {
      if (item.left) throw new Final("");
      try {
        const headers = { "X-CSRFToken": token(), Accept: "application/json", ...(type ? { "Content-Type": type } : {}) };
        const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual", credentials: "same-origin" });
        if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) {
          throw new Final("Phiên làm việc đã hết hoặc không còn quyền. Hãy tải lại trang, đăng nhập rồi chọn lại tệp; phần đã gửi được giữ.");
        }
        if (answer.status < 500 && answer.status !== 429) {
          return { status: answer.status, data: await answer.json() };
        }
      } catch (error) {
        if (error instanceof Final) throw error;
      }
      if (Date.now() - began > PATIENCE) throw new Final("Không gửi được. Khi có mạng, hãy bấm Tải lên để gửi tiếp.");
      show(item, "Mất kết nối, đang chờ để gửi tiếp…");
      await sleep(pause);
    }
  };

  const pieces = async (item, upload) => {
    let { received } = upload;
    while (received < upload.size) {
      const blob = item.file.slice(received, received + upload.chunk);
      const { status: code, data } = await ask(item, `${upload.url}?tu=${received}`, blob, "application/octet-stream");
      if (typeof data.received !== "number") throw new Final(data.error || "Không gửi được tệp này.");
      if (code !== 200 && code !== 409) throw new Final(data.error);
      received = data.received;
      item.bar.value = received;
      show(item, `Đã gửi ${megabytes(received)} / ${megabytes(upload.size)} MB`);
    }
  };

  const send = async (item) => {
    const facts = new FormData(form);
    facts.delete("file");
    facts.delete("photo");
    facts.append("file_name", item.file.name);
    facts.append("size", String(item.file.size));
    facts.append("fingerprint", await fingerprint(item.file));
    show(item, "Đang bắt đầu…");
    const opened = await ask(item, form.dataset.openUrl, facts);
    if (opened.status !== 201) throw new Final(opened.data.error);
    const upload = opened.data;
    const end = new FormData();
    end.append("sha256", await sum(item.file));
    for (let round = 0; round < 3; round += 1) {
      await pieces(item, upload);
      show(item, "Đang kiểm tra tệp…");
      const { status: code, data } = await ask(item, upload.finish_url, end);
      if (code === 200) {
        item.bar.value = item.bar.max;
        show(item, data.was_there ? `Tệp này đã có trong kho: ${data.title}` : `Đã lưu: ${data.title}`, "is-done");
        item.done = true;
        return;
      }
      if (code !== 409) throw new Final(data.error);
      upload.received = data.received;
    }
    throw new Final("Tệp gửi lên bị sai lệch nhiều lần. Hãy thử lại khi mạng ổn định.");
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (running) return;
    const waiting = items.filter((item) => !item.done);
    if (!waiting.length) {
      status.textContent = "Hãy chọn tệp cần tải lên.";
      form.querySelector("input[type=file]").focus();
      return;
    }
    running = true;
    button.setAttribute("aria-busy", "true");
    for (const item of waiting) {
      try {
        await send(item);
      } catch (error) {
        if (!item.left) show(item, error instanceof Final ? error.message : "Không đọc được tệp này trên máy của bạn.", "is-wrong");
      }
    }
    running = false;
    button.removeAttribute("aria-busy");
    const wrong = items.filter((item) => !item.done).length;
    status.textContent = wrong ? `${wrong} tệp chưa gửi được.` : "Đã gửi xong tất cả các tệp.";
    if (!wrong && items.length) window.location.assign(window.location.pathname);
  });
  window.addEventListener("beforeunload", (event) => {
    if (running) event.preventDefault();
  });
})();
